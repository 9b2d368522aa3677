"""The course of those who listen."""
