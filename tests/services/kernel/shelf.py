"""A small world to try the kernel on: shelves of three places, and readers who may hold one shelf at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID, uuid5

from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.role import Grant, Reach, Role
from events.sealed import Sealed, seal
from services.kernel.deciding import Act, Decider
from tests.services.kernel.words import apart

PLACES = 3


class BookPlaced(Fact):
    TOPIC: ClassVar[str] = "pacts.BookPlaced"
    ABOUT: ClassVar[tuple[str, ...]] = ("reader",)
    reader: UUID
    note: Sealed[str]


class ShelfTaken(Fact):
    TOPIC: ClassVar[str] = "pacts.ShelfTaken"
    shelf: UUID


class PlaceBook(Command):
    TOPIC: ClassVar[str] = "pacts.PlaceBook"
    reader: UUID
    note: str = ""


class TakeShelf(Command):
    TOPIC: ClassVar[str] = "pacts.TakeShelf"
    shelf: UUID


class BreakShelf(Command):
    TOPIC: ClassVar[str] = "pacts.BreakShelf"


@dataclass(frozen=True)
class Shelf:
    books: int = 0


@dataclass(frozen=True)
class Taken:
    shelf: UUID | None = None


def decide(shelf: Shelf, command: Command, act: Act) -> Iterator[Fact | Command]:
    match command:
        case BreakShelf():
            raise ZeroDivisionError
        case PlaceBook(reader=reader):
            yield BookPlaced(reader=reader, note=seal(command.note, reader, Category.PACT))
            yield TakeShelf(stream=uuid5(reader, "taken"), dossier=reader, shelf=command.stream)
            if shelf.books >= PLACES:
                raise Refusal("shelf.full", "stream")


def decide_taken(taken: Taken, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case TakeShelf(shelf=shelf):
            if taken.shelf not in (None, shelf):
                raise Refusal("shelf.another")
            if taken.shelf is None:
                yield ShelfTaken(shelf=shelf)


def evolve(shelf: Shelf, fact: Fact) -> Shelf:
    return replace(shelf, books=shelf.books + 1) if isinstance(fact, BookPlaced) else shelf


def evolve_taken(taken: Taken, fact: Fact) -> Taken:
    return Taken(fact.shelf) if isinstance(fact, ShelfTaken) else taken


SHELF = Decider(Shelf(), decide, evolve, commands=(PlaceBook, BreakShelf))
TAKEN = Decider(Taken(), decide_taken, evolve_taken, commands=(TakeShelf,))
GRANTS = {
    "pacts.PlaceBook": (Grant(Role.PUBLIC, Reach.ANY),),
    "pacts.BreakShelf": (Grant(Role.PUBLIC, Reach.ANY),),
}
apart(BookPlaced, ShelfTaken, PlaceBook, TakeShelf, BreakShelf)
