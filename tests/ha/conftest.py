"""What a drill needs is the same here as in tests/faults."""

from tests.faults.conftest import long, own_words, tell

__all__ = ["long", "own_words", "tell"]
