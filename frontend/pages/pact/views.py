"""GET /patto/{home}: the pact in two versions; who explained it, who signed it, what changed."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from litestar.response import Redirect

from events.pacts.pact import ExplainPact, SignPact, pact_of
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.pact import amending, drafting, leaving
from frontend.pages.pact.forms import Explain, Sign
from frontend.pages.pact.queries import organisations, pact
from frontend.pages.pact.reading import Words, home_with_pact, reading, seen_by, short, version_for
from frontend.pages.tension.queries import on_trial
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


@get("/patto", opt={"can": "pact.read"})
async def mine(reader: AReader, db: Db) -> Response[Any]:
    """One's own, without knowing its address."""
    home = home_with_pact(reader)
    if home is None or pact(db, home) is None:
        raise NotFoundException
    return Redirect(f"/patto/{home}", status_code=303)


@get("/patto/{dossier:uuid}", opt={"can": "pact.read", "offline": True})
async def read(
    request: Asked, reader: AReader, db: Db, dossier: Id, versione: FromQuery[int | None] = None,
    lettura: FromQuery[Words | None] = None,
) -> Response[Any]:  # fmt: skip
    return await page(request, reader, db, dossier, None, versione, lettura)


@post("/patto/{dossier:uuid}/firme", opt={"can": "pact.sign"})
async def sign(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, Sign)
    return await submit(
        request, reader, form, partial(signature, dossier), back=f"/patto/{dossier}",
        again=partial(page, request, reader, db, dossier), done=N_("Hai firmato."),
    )  # fmt: skip


def signature(dossier: UUID, it: Sign) -> SignPact:
    return SignPact(
        stream=pact_of(dossier),
        dossier=dossier,
        party=it.party,
        version=it.number,
        hash=it.hash,
        method=it.method,
    )


@post("/patto/{dossier:uuid}/spiegazioni", opt={"can": "pact.draft"})
async def explain(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, Explain)
    return await submit(
        request, reader, form, partial(explanation, dossier), back=f"/patto/{dossier}#firme",
        again=partial(page, request, reader, db, dossier), done=N_("Segnato: ne avete parlato."),
    )  # fmt: skip


def explanation(dossier: UUID, it: Explain) -> ExplainPact:
    return ExplainPact(
        stream=pact_of(dossier), dossier=dossier, person=it.person, version=it.number, form=it.how,
        teach_back=it.teach_back,
    )  # fmt: skip


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Any] | None,
    number: int | None = None, words: Words | None = None,
) -> Response[Any]:  # fmt: skip
    known = pact(db, dossier)
    if known is None:
        raise NotFoundException
    found = seen_by(reader, known)
    it = version_for(found, number, reader.day)
    if it is None and number is not None:
        raise NotFoundException
    context = {
        "dossier": dossier, "pact": found, "form": form or blank(Sign), "names": organisations(db), "short": short,
        "new_id": uuid7, "today": reader.day, "it": None,
        "refused": bool(form and form.errors),
        "trial": on_trial(db, dossier) if reader.may("home.read", dossier) else None,
    }  # fmt: skip
    if it:
        context |= reading(reader, found, it, words)
    return await show(request, reader, "pages/pact/pact.html", context, "signatures")


handlers = [mine, read, sign, explain, *drafting.handlers, *amending.handlers, *leaving.handlers]
