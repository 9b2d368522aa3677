"""What a person is called on a page: by name for those who may know it, by a pseudonym, or not at all."""

import hmac
import sqlite3
from base64 import b32encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from events.category import Category
from events.role import Role
from events.sealed import Box
from frontend.i18n import gettext
from frontend.reader import Reader
from frontend.scope.decrees import whose_decrees_name
from frontend.scope.persons import Person, persons
from frontend.scope.queries import close_to, office_holders
from frontend.visibility import Sight, sight

WORK_TOGETHER = (Role.OPERATOR, Role.COORDINATOR)


@dataclass
class Names:
    """Persons on the page, how much of each the reader may know, and the words of boxes opened for them."""

    people: dict[UUID, Person] = field(default_factory=dict)
    sights: dict[UUID, Sight] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    key: bytes = b""

    def boxes(self) -> Iterator[Box]:
        """Those to open; a last name only where it may be shown."""
        for it, seen in self.sights.items():
            if seen >= Sight.CHOSEN:
                yield self.people[it].first_name
            if seen is Sight.FULL:
                yield self.people[it].last_name

    def called(self, it: UUID | None) -> str:
        """The first name, a pseudonym, or a constant word for someone the reader need not know."""
        seen = self.sights.get(it, Sight.NONE) if it else Sight.NONE
        if it and seen is Sight.PSEUDONYM:
            return pseudonym(self.people[it].id, self.key)
        return (it and self.word(self.people[it].first_name) if seen else None) or gettext("una persona")

    def named(self, it: UUID | None) -> str:
        """First and last name for those who may know both, else what `called` says."""
        seen = self.sights.get(it, Sight.NONE) if it else Sight.NONE
        last = self.word(self.people[it].last_name) if it and seen is Sight.FULL else None
        return f"{self.called(it)} {last}" if last else self.called(it)

    def word(self, box: Box) -> str | None:
        return self.words.get(box.place or "")


def names_for(reader: Reader, ids: Collection[UUID], key: bytes) -> Names:
    """A person found to be the same as another is called as the one they are read as.

    Everyone may know by first name who is close to them: their family, and who accompanies them. Operators and
    coordinators know their colleagues, operators also whom a decree names for those they accompany.
    """
    if reader.db is None:
        return Names(key=key)
    people = persons(reader.db, ids)
    near = close_to(reader.db, reader.person, reader.day) | colleagues(reader, reader.db, people)
    sights = {
        it: max(
            sight(reader, person.id, Category.IDENTITY),
            Sight.NONE if near.isdisjoint((it, person.id)) else Sight.SUMMARY,
            Sight.FULL if on_a_decree(reader, reader.db, it) else Sight.NONE,
        )
        for it, person in people.items()
    }
    return Names(people, sights, {}, key)


def colleagues(reader: Reader, db: sqlite3.Connection, people: Collection[UUID]) -> frozenset[UUID]:
    if reader.role not in WORK_TOGETHER or not reader.holds(reader.role):
        return frozenset()
    return office_holders(db, people, reader.day)


def on_a_decree(reader: Reader, db: sqlite3.Connection, it: UUID) -> bool:
    if reader.role is not Role.OPERATOR or not reader.holds(reader.role):
        return False
    return any(reader.touches(reader.assigned, person) for person in whose_decrees_name(db, it))


def pseudonym(person: UUID, key: bytes) -> str:
    """Always the same for the same person; without the key nobody can tell whose it is."""
    digest = hmac.digest(key, b"pseudonym" + person.bytes, "sha256")
    return gettext("Persona %s") % b32encode(digest)[:4].decode()
