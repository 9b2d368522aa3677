"""Five event-sourced services, the history that proves them, and the vault that keeps their keys."""
