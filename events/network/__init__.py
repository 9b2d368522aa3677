"""Organisations, persons and the powers between them: facts and commands."""

from events.network import district, member, organisation, person

__all__ = ["district", "member", "organisation", "person"]
