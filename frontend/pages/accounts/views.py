"""GET /rendiconto: the lines; /rendiconto/{line}: its figures; /rendiconto/{line}/{figure}: what is behind one."""

from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import number
from frontend.labels import label
from frontend.pages.accounts import closing, facts
from frontend.pages.accounts.counting import Account, account, period_for, places
from frontend.pages.accounts.period import quarters
from frontend.pages.accounts.queries import claims, evidence, extensions, lines
from frontend.pages.accounts.sheet import download
from frontend.pages.accounts.telling import MAIN, SLUGS, amount, by_month, codes, day_of, figure
from frontend.reader import Reader
from frontend.showing import show

SIZE = 200
Slug = FromPath[str]


@get("/rendiconto", opt={"can": "accounts.read"})
async def index(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    mine = [it for it in lines(db) if reader.may("accounts.read", it.id)]
    shown = [(it, period_for(db, reader, it, request)) for it in mine]
    return await show(request, reader, "pages/accounts/index.html", {"lines": shown}, "sheet")


@get("/rendiconto/{line:uuid}", opt={"can": "accounts.read"})
async def read(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
    return await page(request, reader, db, line)


async def page(
    request: Asked, reader: Reader, db: Connection, line: UUID, form: closing.Form | None = None
) -> Response[Any]:
    known = account(db, reader, line, request)
    context = {**shown(db, known), **closing.context(db, reader, known, form)} if known.period else {}
    whole = {"line": known.line, "period": known.period, "dossier": line, **context}
    return await show(request, reader, "pages/accounts/accounts.html", whole, "sheet")


def shown(db: Connection, known: Account) -> dict[str, Any]:
    costs = {name: figure(known.items, f"spese-{name[-1]}") for name in SLUGS["spese"]}
    assert known.whole
    return {
        "figures": [figure(known.items, slug) for slug in MAIN],
        "costs": costs,
        "months": by_month(figure(known.items, "ore").items),
        "codes": codes(),
        "amount": amount,
        "label": label,
        "whole": known.whole,
        "quarters": quarters(known.whole),
        "claims": [it for it in claims(db, known.line.id) if known.whole.within(it.since, it.until)],
        "extensions": extensions(db, known.line.id),
    }


@get("/rendiconto/{line:uuid}/{slug:str}", opt={"can": "accounts.read"})
async def behind(request: Asked, reader: AReader, db: Db, line: Id, slug: Slug) -> Response[Any] | Redirect:
    if slug not in SLUGS:
        return Redirect(f"/rendiconto/{line}", status_code=303)
    known = account(db, reader, line, request)
    found = figure(known.items, slug)
    first = SIZE * (max(number(request.query_params.get("pagina")) or 1, 1) - 1)
    part = found.items[first : first + SIZE]
    context = {
        "line": known.line, "period": known.period, "figure": found, "items": part, "first": first, "size": SIZE,
        "places": places(db, reader, part), "evidence": evidence(db, {it.facts[0] for it in part}),
        "amount": amount, "codes": codes(), "dossier": line, "day_of": day_of,
    }  # fmt: skip
    return await show(request, reader, "pages/accounts/behind.html", context, "sheet")


@get("/rendiconto/{line:uuid}/{slug:str}/tabella", opt={"can": "accounts.read", "step_up": True})
async def export(request: Asked, reader: AReader, db: Db, line: Id, slug: Slug) -> Response[Any] | Redirect:
    """Every row with the ids of its facts, so that each can be found again in the evidence pack."""
    known = account(db, reader, line, request)
    if slug not in SLUGS or known.period is None:
        return Redirect(f"/rendiconto/{line}", status_code=303)
    found = figure(known.items, slug)
    name = f"rendiconto-{known.line.code}-{slug}-{known.period.first}-{known.period.last}"
    return download(known.line, name, found.items, places(db, reader, found.items))


handlers = [index, read, behind, export, *facts.handlers, *closing.handlers(page)]
