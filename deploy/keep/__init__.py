"""What is kept beside the house, and how it comes back: backup and restore."""
