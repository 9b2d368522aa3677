"""Notes which of the words opened for a page were really put on it."""

from collections.abc import Iterator
from typing import Any

from events.sealed import Box
from frontend.door import Lens


class Noted(dict[str, Any]):
    """Words by place; ``used`` are the places whose words were taken."""

    def __init__(self, words: dict[str, Any]) -> None:
        super().__init__(words)
        self.used: set[str] = set()

    def __getitem__(self, place: str) -> Any:
        self.used.add(place)
        return super().__getitem__(place)

    def get(self, place: str, otherwise: Any = None) -> Any:
        if place in self:
            self.used.add(place)
        return super().get(place, otherwise)


def note(lens: Lens) -> None:
    """From now on what is printed through this lens is noted, names included."""
    lens.words, lens.names.words = Noted(lens.words), Noted(lens.names.words)


def printed(lens: Lens) -> Iterator[Box]:
    """The boxes whose words are on the page."""
    for words in (lens.words, lens.names.words):
        if isinstance(words, Noted):
            yield from (lens.boxes[place] for place in sorted(words.used))


def name_places(lens: Lens) -> frozenset[str]:
    """Where names stand: all else of an identity tells how to reach someone, or more."""
    people = lens.names.people.values()
    return frozenset(it.place for who in people for it in (who.first_name, who.last_name) if it.place)
