"""Parliamone as one person sees it: what is theirs to do now, and what only they read."""

import secrets
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response

from frontend.asked import Asked
from frontend.forms import Filled, blank, came_back
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.case.queries import operators
from frontend.pages.pact.queries import pact
from frontend.pages.tension.forms import Begun, Rated, Told, Wished
from frontend.pages.tension.queries import Talk, sides, talk
from frontend.pages.tension.steps import PLACE, labels, step
from frontend.pages.tension.wording import hours, kinds, lengths, verdicts
from frontend.pages.turns.marking import home_of
from frontend.reader import Reader
from frontend.scope.queries import members_of
from frontend.showing import show


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    home = home_of(reader)
    known = talk(db, home)
    there = frozenset(members_of(db, home, reader.day))
    at = step(known, reader.person, there, node_of(request).now(), reader.day)
    context = {
        "dossier": home, "step": at, "talk": known, "place": PLACE.get(at), "labels": labels(), "new_id": uuid7,
        "others": others(known, reader, there), "mine": mine(db, known, reader),
        "helpers": helpers(db, known, reader), "form": form, "refused": bool(form and form.errors),
        "to_sign": at == "begin" and to_sign(db, home, known), **forms(known, form), **choices(),
    }  # fmt: skip
    return await show(request, reader, "pages/tension/tension.html", context, "talk")


def to_sign(db: Connection, home: UUID, known: Talk | None) -> bool:
    """Whether the last rule worked and still waits for signatures, as the version it was asked for as."""
    rule, found = known.rule if known else None, pact(db, home)
    waiting = found.waiting if found else None
    return bool(rule and waiting and rule.state == "kept" and rule.version == waiting.number)


def others(known: Talk | None, reader: Reader, there: frozenset[UUID]) -> list[UUID]:
    people = (frozenset(known.people) & there) if known and not known.closed else there
    return sorted(people - {reader.person})


def mine(db: Connection, known: Talk | None, reader: Reader) -> Any:
    """One's own words, also of the last one that is over; the other's never come this far."""
    return sides(db, known.id, reader.person) if known else ()


def helpers(db: Connection, known: Talk | None, reader: Reader) -> list[tuple[UUID, str]]:
    """Who accompanies the home, and who has called them: "mine", "other" or nobody."""
    calls = known.calls if known and not known.closed else frozenset()
    found = operators(db, home_of(reader), reader.day)
    return [(it, call_of(calls, reader.person, it)) for it in found]


def call_of(calls: frozenset[tuple[UUID, UUID]], me: UUID, mediator: UUID) -> str:
    if (me, mediator) in calls:
        return "mine"
    return "other" if any(it == mediator for _, it in calls) else ""


def forms(known: Talk | None, form: Filled[Any] | None) -> dict[str, Any]:
    """Each form as it is filled in, or as it came back."""
    open_one = known.id if known and not known.closed else None
    told = blank(Told, tension=open_one) if open_one else blank(Begun, tension=uuid7())
    wished = {"tension": open_one or uuid7(), "proposal": uuid7(), "hour": 23, "days": "14"}
    return {
        "telling": came_back(form, "happened") or told,
        "wishing": came_back(form, "kind") or came_back(form, "days") or blank(Wished, **wished),
        "rating": came_back(form, "salt") or blank(Rated, salt=secrets.token_hex(32)),
    }


def choices() -> dict[str, Any]:
    return {"kinds": kinds(), "hours": hours(), "lengths": lengths(), "verdicts": verdicts()}
