"""Organisations, persons and the powers between them: facts and commands."""

from events.network import appointment, district, member, organisation, person

__all__ = ["appointment", "district", "member", "organisation", "person"]
