"""Whether a page may have changed since it was copied: told without making it, and alike at every web node."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from events.role import Role
from frontend.mailbox.build import build
from frontend.mailbox.user import page_user
from frontend.node import Node
from frontend.reader import Reader
from frontend.scope.queries import concerned, dossier_of
from frontend.scope.reached import facts_around, facts_of_the_house

LENGTH = 24
# Whose pages tell of their own people only; those of others may tell of anything.
OF_THEIR_OWN = (Role.OPERATOR, Role.COHABITANT, Role.SELF)


def mark_of_page(node: Node, reader: Reader, path: str, ids: Iterable[UUID]) -> str:
    """Of the reader, their rights, the day, the release, and how many facts there are of what it tells of.

    ``ids`` are those in the path. Facts are only ever added, so their number tells.
    """
    assert reader.db is not None
    facts = facts_around(reader.db, about(reader, ids)) if narrow(reader) else facts_of_the_house(reader.db)
    who = (
        page_user(node, reader),
        reader.role,
        reader.locale,
        reader.day,
        sorted(map(repr, reader.standings)),
    )
    easy = getattr(reader, "simple", False)
    return sha256(repr((path, build(), who, easy, facts)).encode()).hexdigest()[:LENGTH]


def narrow(reader: Reader) -> bool:
    return reader.role in OF_THEIR_OWN


def about(reader: Reader, ids: Iterable[UUID]) -> frozenset[UUID]:
    """The dossiers such a page tells of, with the people in them."""
    assert reader.db is not None
    named = [dossier_of(reader.db, it) for it in ids]
    dossiers = named or [*reader.assigned, *reader.homes, *reader.over("subject")]
    people = (person for it in dossiers for person in concerned(reader.db, it, reader.day))
    return frozenset((*dossiers, *people, reader.person))
