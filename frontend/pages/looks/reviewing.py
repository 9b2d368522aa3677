"""Looks at a case as those read them whom it does not concern: an auditor under pseudonyms, a coordinator in sums."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.category import Category
from events.role import Role
from frontend.i18n import gettext
from frontend.moments import local_day
from frontend.node import Node
from frontend.pages.looks.history import Look, looks
from frontend.pages.looks.words import capital, looked_as
from frontend.sentences import code

PAGES = 10


@dataclass(frozen=True)
class Office:
    """What one office looked at: how many looks, by how many people, and at which kinds of things how often."""

    role: Role
    looks: int
    people: int
    categories: tuple[tuple[Category, int], ...]
    glass: int


async def latest(
    node: Node, owners: Iterable[UUID], since: date, until: date
) -> tuple[tuple[Look, ...], bool]:
    """From the newest back, as far as ten pages of the record reach; and whether the record answered."""
    found: list[Look] = []
    before: int | None = None
    for _ in range(PAGES):
        page = await looks(node, tuple(owners), before)
        found.extend(page.looks)
        before = page.next
        if before is None or local_day(page.looks[-1].at) < since:
            break
    return tuple(it for it in found if since <= local_day(it.at) < until), page.whole


def by_office(looks: Iterable[Look]) -> tuple[Office, ...]:
    """The busiest first."""
    theirs: dict[Role, list[Look]] = {}
    for it in looks:
        theirs.setdefault(it.role, []).append(it)
    found = (office(role, some) for role, some in theirs.items())
    return tuple(sorted(found, key=lambda it: (-it.looks, it.role)))


def office(role: Role, looks: list[Look]) -> Office:
    """Repeats count: they are looks, too."""
    at: Counter[Category] = Counter()
    for it in looks:
        at.update(dict.fromkeys(it.categories, 1 + it.again))
    many = sum(1 + it.again for it in looks)
    people = len({it.reader for it in looks})
    return Office(role, many, people, tuple(at.most_common()), sum(1 + it.again for it in looks if it.glass))


def things(it: Look) -> str:
    known = {Category.IDENTITY: gettext("nome")} if it.name_only else {}
    return ", ".join(known.get(one) or code("reads", "categories", one) for one in it.categories)


def sums(it: Office) -> str:
    return ", ".join(f"{code('reads', 'categories', category)} {many}" for category, many in it.categories)


def named(role: Role) -> str:
    return capital(looked_as(role))
