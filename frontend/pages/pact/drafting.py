"""GET and POST /patti/{home}/bozza: the first pact, chosen clause by clause from sensible beginnings."""

import sqlite3
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.pacts.clauses import standard
from events.pacts.pact import DraftPact, pact_of
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.pages.pact.queries import PARTIES, Pact, organisations, pact
from frontend.pages.pact.questions import groups
from frontend.pages.pact.terms import Draft, chosen, filled
from frontend.reader import Reader
from frontend.scope.queries import VALID
from frontend.showing import show
from frontend.submitting import submit

Power = dict[UUID, tuple[UUID, ...]]


@get("/patti/{dossier:uuid}/bozza", opt={"can": "pact.draft"})
async def form(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post("/patti/{dossier:uuid}/bozza", opt={"can": "pact.draft"})
async def draft(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    found = known(db, dossier)
    given = await read_form(request, Draft)
    return await submit(
        request, reader, given, partial(drafted, db, found), back=f"/patto/{dossier}",
        again=partial(page, request, reader, db, dossier), done=N_("La bozza è pronta da leggere e firmare."),
    )  # fmt: skip


def known(db: sqlite3.Connection, dossier: UUID) -> Pact:
    """Raises NotFoundException, also once a version holds: from then on the pact is changed, not drafted."""
    found = pact(db, dossier)
    if found is None or any(it.in_force for it in found.versions):
        raise NotFoundException
    return found


def drafted(db: sqlite3.Connection, found: Pact, it: Any) -> DraftPact:
    return DraftPact.model_validate(
        {
            "stream": pact_of(found.home), "dossier": found.home, "clauses": tuple(chosen(it)), "starts": it.starts,
            "parties": tuple(parties(db, found, it)),
        }
    )  # fmt: skip


def parties(db: sqlite3.Connection, found: Pact, it: Any) -> list[dict[str, Any]]:
    """Who will live there, whoever holds a power to sign beside one of them, and the bodies."""
    made: list[dict[str, Any]] = [
        {"id": person, "kind": "member", "easy": person in it.easy} for person in found.expected
    ]
    for person, holders in powers(db, found.expected, it.starts).items():
        made += [{"id": holder, "kind": "tutor", "acts_for": person} for holder in holders]
    made.append({"id": it.guarantor, "kind": "guarantor"})
    if it.parties_owner_signs and found.owner:
        made.append({"id": found.owner, "kind": "owner"})
    return made


def powers(db: sqlite3.Connection, persons: tuple[UUID, ...], day: date) -> Power:
    """Person → who may sign for them by a decree in force that day."""
    query = f"SELECT person, powers FROM scope_standings WHERE kind = 'power' AND over = :over AND {VALID}"
    found: Power = {}
    for person in persons:
        rows = db.execute(query, {"over": person, "day": day})
        if holders := tuple(UUID(row["person"]) for row in rows if "sign-pact" in row["powers"].split()):
            found[person] = holders
    return found


async def page(
    request: Asked, reader: Reader, db: sqlite3.Connection, dossier: UUID, it: Filled[Any] | None
) -> Response[Any]:
    if it is None and request.method == "POST":
        return Response("", headers={"hx-redirect": f"/patto/{dossier}"})
    found = known(db, dossier)
    context = {
        "dossier": dossier, "pact": found, "groups": groups(), "names": organisations(db),
        "form": it or beginning(db, reader, found), "refused": bool(it and it.errors),
        "tutors": powers(db, found.expected, found.since or reader.day),
    }  # fmt: skip
    return await show(request, reader, "pages/pact/draft.html", context, "form")


def beginning(db: sqlite3.Connection, reader: Reader, found: Pact) -> Filled[Any]:
    """As the library has it, or as the last draft was; the body is that of the last pact anybody wrote."""
    last = found.latest
    body = last_guarantor(db) or reader.organisation
    values: dict[str, Any] = {
        **filled(last.clauses if last else standard()),
        "starts": max(found.since or reader.day, reader.day),
        "easy": [str(one.id) for one in last.parties if one.easy] if last else [],
    }
    return blank(Draft, **values, **({"guarantor": body} if body else {}))


def last_guarantor(db: sqlite3.Connection) -> UUID | None:
    row = db.execute(
        "SELECT parties FROM pact_versions ORDER BY day DESC, home, version DESC LIMIT 1"
    ).fetchone()
    found = PARTIES.validate_json(row["parties"]) if row else ()
    return next((one.id for one in found if one.kind == "guarantor"), None)


handlers = [form, draft]
