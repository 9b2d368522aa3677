"""A phone without a network: what it keeps, what it sends, what it forgets."""
