"""Nights away from home: the quota, what was slept, what is promised, why a weekend went to others, asking for more."""
