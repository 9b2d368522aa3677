"""GET and POST /patto/{home}/modifiche: another parameter, a rule of our own; it holds once all have signed."""

import secrets
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.pacts.clauses import Cleaning, clause
from events.pacts.pact import AmendPact, HouseRule, pact_of
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form, unsent
from frontend.i18n import N_
from frontend.node import node_of
from frontend.pages.pact.queries import OwnRule, Pact, Version, pact
from frontend.pages.pact.questions import groups
from frontend.pages.pact.terms import Amendment, chosen, filled
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


@dataclass(frozen=True)
class Base:
    """What an amendment starts from: the version in force, and its own rules as the reader may open them."""

    pact: Pact
    version: Version
    rules: dict[str, HouseRule]


@get("/patto/{dossier:uuid}/modifiche", opt={"can": "pact.amend"})
async def form(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post("/patto/{dossier:uuid}/modifiche", opt={"can": "pact.amend"})
async def amend(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    given = await read_form(request, Amendment)
    found, version = known(db, dossier)
    base = Base(found, version, await opened(request, reader, version.own_rules))
    again = partial(page, request, reader, db, dossier)
    asked: Any = given.value
    if asked and not set(asked.keep) <= set(base.rules):
        return await again(unsent(given))
    return await submit(
        request, reader, given, partial(amended, base), back=f"/patto/{dossier}", again=again,
        done=N_("Proposta fatta. Vale quando tutti hanno firmato."),
    )  # fmt: skip


def known(db: Connection, dossier: UUID) -> tuple[Pact, Version]:
    """Raises NotFoundException where nothing is in force yet: a first draft is written elsewhere."""
    found = pact(db, dossier)
    latest = next((it for it in reversed(found.versions) if it.in_force), None) if found else None
    if found is None or latest is None or found.ended:
        raise NotFoundException
    return found, latest


async def opened(request: Asked, reader: Reader, rules: tuple[OwnRule, ...]) -> dict[str, HouseRule]:
    """The rules whose words this reader may see, to be said again with the same salt: so they are the same rules."""
    lens = await node_of(request).door.lens(reader, {"rules": rules})
    words = {
        it.commitment: (lens.words.get(it.words.place or ""), lens.words.get(it.salt.place or ""))
        for it in rules
    }
    return {key: HouseRule(words=said, salt=salt) for key, (said, salt) in words.items() if said and salt}


def amended(base: Base, it: Any) -> AmendPact:
    """Parties stay, but whoever has given notice for a day that comes first."""
    cleaning = clause(base.version.clauses, Cleaning)
    kept = tuple(rule for key, rule in base.rules.items() if key in it.keep)
    new = (HouseRule(words=it.rule, salt=salted(it.salt, it.rule)),) if it.rule else ()
    gone = {one.party for one in base.pact.notices if one.ends <= it.starts}
    return AmendPact.model_validate(
        {
            "stream": pact_of(base.pact.home), "dossier": base.pact.home, "starts": it.starts,
            "clauses": tuple(chosen(it, cleaning.duties if cleaning else ())),
            "parties": tuple(one for one in base.version.parties if not {one.id, one.acts_for} & gone),
            "own_rules": (*kept, *new),
        }
    )  # fmt: skip


def salted(salt: str, words: str) -> str:
    """The form's own chance: the same form sent again asks for exactly the same."""
    return sha256(f"{salt}\0{words}".encode()).hexdigest()


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, it: Filled[Any] | None
) -> Response[Any]:
    if it is None and request.method == "POST":
        return Response("", headers={"hx-redirect": f"/patto/{dossier}"})
    found, version = known(db, dossier)
    context = {
        "dossier": dossier, "pact": found, "version": version, "groups": groups(),
        "form": it or beginning(reader, version), "refused": bool(it and it.errors),
    }  # fmt: skip
    return await show(request, reader, "pages/pact/amend.html", context, "form")


def beginning(reader: Reader, version: Version) -> Filled[Any]:
    values = {
        **filled(version.clauses), "starts": max(reader.day, version.starts), "salt": secrets.token_hex(32),
        "keep": [rule.commitment for rule in version.own_rules],
    }  # fmt: skip
    return blank(Amendment, **values)


handlers = [form, amend]
