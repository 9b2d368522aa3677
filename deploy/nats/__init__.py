"""The message server: its process, its users, its streams."""
