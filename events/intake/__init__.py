"""Calls and applications: facts and commands."""

from events.intake import application, call, entry

__all__ = ["application", "call", "entry"]
