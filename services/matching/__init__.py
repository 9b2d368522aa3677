"""Homes, candidates and the meeting of the two: explained by rules, decided by people."""
