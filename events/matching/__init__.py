"""Homes, candidates, rounds and proposals: facts and commands."""

from events.matching import candidate, explanation, home, profile, proposal, round

__all__ = ["candidate", "explanation", "home", "profile", "proposal", "round"]
