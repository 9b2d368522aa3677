"""Four questions, three options with their reasons, and a sheet to take home."""
