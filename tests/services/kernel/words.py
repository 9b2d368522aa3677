"""The kernel's tests speak of shelves and alarms: words that must not stay in the house's own catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager

from events.message import COMMANDS, FACTS, Command, Fact, Message

APART: list[type[Message]] = []


def apart(*words: type[Message]) -> None:
    """Takes them out of the catalogue they entered when they were declared."""
    for word in words:
        catalogue(word).pop(word.TOPIC)
        APART.append(word)


@contextmanager
def known() -> Iterator[None]:
    for word in APART:
        catalogue(word)[word.TOPIC] = word
    yield
    for word in APART:
        catalogue(word).pop(word.TOPIC)


def catalogue(word: type[Message]) -> dict[str, type[Fact]] | dict[str, type[Command]]:
    return FACTS if issubclass(word, Fact) else COMMANDS
