"""Parliamone: one's own side in private, a night in between, one rule to try; the operator only where called."""
