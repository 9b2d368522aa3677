"""GET and POST /patto/{home}/disdetta: leaving is possible, and what follows is said before."""

from datetime import date, timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.pacts.pact import GiveNotice, pact_of
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.pages.pact.forms import Leave
from frontend.pages.pact.queries import Pact, pact
from frontend.pages.pact.reading import may_leave
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


@get("/patto/{dossier:uuid}/disdetta", opt={"can": "pact.leave"})
async def form(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post("/patto/{dossier:uuid}/disdetta", opt={"can": "pact.leave"})
async def leave(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    given = await read_form(request, Leave)
    return await submit(
        request, reader, given, partial(notice, reader, dossier), back=f"/patto/{dossier}",
        again=partial(page, request, reader, db, dossier), done=N_("Disdetta data."),
    )  # fmt: skip


def notice(reader: Reader, dossier: UUID, it: Leave) -> GiveNotice:
    return GiveNotice(stream=pact_of(dossier), dossier=dossier, party=reader.person, ends=it.ends)


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, it: Filled[Leave] | None
) -> Response[Any]:
    """Once given there is nothing more to ask here."""
    found = pact(db, dossier)
    if it is None and request.method == "POST":
        return Response("", headers={"hx-redirect": f"/patto/{dossier}"})
    if found is None or not may_leave(reader, found):
        raise NotFoundException
    first = earliest(found, reader.day)
    context = {
        "dossier": dossier, "pact": found, "form": it or blank(Leave, ends=first), "earliest": first,
        "days": (first - reader.day).days, "trial": found.in_trial(reader.day),
        "refused": bool(it and it.errors),
    }  # fmt: skip
    return await show(request, reader, "pages/pact/leave.html", context)


def earliest(found: Pact, today: date) -> date:
    """The first day the terms of the version in force allow."""
    now = found.holding(today)
    assert now is not None, "may_leave looked for it"
    return today + timedelta(days=now.trial_notice_days if found.in_trial(today) else now.notice_days)


handlers = [form, leave]
