"""Towards a stable home: a path of published conditions, each met by facts; wishes in two voices."""
