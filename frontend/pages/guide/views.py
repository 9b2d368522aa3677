"""GET /guida: anybody reads it; who works at a point calls and notes what they heard."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_, gettext
from frontend.labels import label
from frontend.pages.guide import filling, words, writing
from frontend.pages.guide.filling import Called
from frontend.pages.guide.queries import Entry, edition, entries, entry_of, news
from frontend.pages.network.queries import districts
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/guida"
SAID = {
    "right": N_("Confermata: è affidabile da oggi."),
    "no-answer": N_("Segnato: non rispondono."),
    "differs": N_("Segnato: il coordinamento la corregge."),
    "closed": N_("Segnato: hanno chiuso."),
}


@get(PAGE, opt={"can": PUBLIC, "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    found = entries(db, reader.day)
    latest = edition(db)
    context = {
        "entries": found,
        "edition": latest,
        "news": news(db, since(request, latest.number if latest else 0)),
        "titles": {it.id: words.told(it)["title"] for it in found},
        "districts": {it.id: it.name for it in districts(db)},
        "today": reader.day,
        **helps(),
    }
    return await show(request, reader, "pages/guide/guide.html", context, "sheet")


def since(request: Asked, latest: int) -> int:
    """The edition somebody knows (``?da=12``); without one, the one before the latest."""
    asked = request.query_params.get("da", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else max(latest - 1, 0)


def helps() -> dict[str, Any]:
    return {
        "words": words, "code": code, "label": label, "choices": filling.CHOICES, "answers": answers,
    }  # fmt: skip


def answers(name: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """As chips."""
    return [(each, label("network", name, each)) for each in values]


@get(f"{PAGE}/{{entry:uuid}}", opt={"can": PUBLIC, "offline": True})
async def one(request: Asked, reader: AReader, db: Db, entry: Id) -> Response[Any]:
    return await page(request, reader, db, entry, None)


async def page(
    request: Asked, reader: Reader, db: Connection, entry: UUID, form: Filled[Called] | None
) -> Response[Any]:
    context = {
        "it": known(db, reader, entry),
        "form": form or blank(Called),
        "districts": {it.id: it.name for it in districts(db)},
        "results": [(each, result(each)) for each in filling.RESULTS],
        "today": reader.day,
        "dossier": entry,
        **helps(),
    }
    return await show(request, reader, "pages/guide/entry.html", context, "sheet")


def result(name: str) -> str:
    return {
        "right": gettext("È tutto giusto"),
        "no-answer": gettext("Non rispondono"),
        "differs": gettext("Qualcosa è cambiato"),
        "closed": gettext("Hanno chiuso"),
    }[name]


def known(db: Connection, reader: Reader, entry: UUID) -> Entry:
    """Raises NotFoundException."""
    it = entry_of(db, entry, reader.day)
    if it is None:
        raise NotFoundException
    return it


@post(f"{PAGE}/{{entry:uuid}}/chiamate", opt={"can": "guide.check", "field": True})
async def call(request: Asked, reader: AReader, db: Db, entry: Id) -> Response[Any]:
    known(db, reader, entry)
    form = await read_form(request, Called)
    said = SAID.get(form.typed["result"], SAID["right"])
    return await submit(
        request, reader, form, lambda it: filling.called(it, entry), back=f"{PAGE}/{entry}",
        again=partial(page, request, reader, db, entry), done=said,
    )  # fmt: skip


handlers = [read, one, call, *writing.handlers]
