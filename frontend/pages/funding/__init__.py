"""Funding lines as who coordinates keeps them: opened, extended, what goes to each, what was spent."""
