"""Writes what nobody should keep by hand: docs/events.md and docs/access.md, from the catalogue itself."""
