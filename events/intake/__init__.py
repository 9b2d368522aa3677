"""Calls and applications: facts and commands."""

from events.intake import application, call, contact, entry, numbers

__all__ = ["application", "call", "contact", "entry", "numbers"]
