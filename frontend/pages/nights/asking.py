"""/notti/richiesta: which weekends are free, which rules they meet, and asking for two nights."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from events.category import Category
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.nights.forms import Asking, asked
from frontend.pages.nights.quota import quotas, weekends
from frontend.pages.nights.shown import of_whom, shows
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/notti/richiesta"
DONE = N_("Richiesta mandata. Ti rispondiamo appena la persona ha detto di sì e abbiamo guardato i posti.")


@get(HERE, opt={"can": "nights.ask"})
async def begin(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "nights.ask"})
async def ask(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Asking)
    return await submit(
        request, reader, form, partial(asked, reader), back="/notti",
        again=partial(page, request, reader, db), done=DONE,
    )  # fmt: skip


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Asking] | None) -> Response[Any]:
    """One person and one home at a time: the first shown, or the one the address names."""
    people = [it for it in of_whom(reader) if shows(reader, it, Category.STAYS)]
    person = chosen(people, request.query_params.get("chi", ""))
    offers = quotas(db, person, reader.day) if person else ()
    context = {
        "whose": person,
        "all_people": of_whom(reader),
        "offers": [(it, weekends(db, it.book, person, reader.day)) for it in offers if person],
        "form": form or blank(Asking, stay=uuid7(), **({"person": person} if person else {})),
        "refused": bool(form and form.errors),
    }
    return await show(request, reader, "pages/nights/asking.html", context, "form")


def chosen(people: list[UUID], named: str) -> UUID | None:
    return next((it for it in people if str(it) == named), people[0] if people else None)


handlers = [begin, ask]
