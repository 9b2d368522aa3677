"""Who looked at what: told by the web nodes, read by nothing that makes a page of a case."""

from events.reads import look

__all__ = ["look"]
