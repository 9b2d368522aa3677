"""GET /sportello: a volunteer's day. One tap opens a contact, and nobody is asked for a name."""

from dataclasses import replace
from datetime import datetime, time
from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Texts, blank, read_form
from frontend.i18n import N_, gettext
from frontend.ids import uuid7
from frontend.labels import label
from frontend.node import node_of
from frontend.pages.application import words as application_words
from frontend.pages.application.queries import arrived_since, to_decide
from frontend.pages.application.reach import reached
from frontend.pages.call.queries import open_call
from frontend.pages.desk import contact_views, filling, handover_views, outcome_views
from frontend.pages.desk.filling import NewContact
from frontend.pages.desk.queries import coming, expected_at, opened_on, to_ask
from frontend.pages.desk.reach import all_points, points_of
from frontend.pages.guide import words
from frontend.pages.guide.queries import entries, to_call
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/sportello"
FEW = 3


@get(PAGE, opt={"can": "desk.use", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(
    request: Asked, reader: Reader, db: Connection, form: Filled[NewContact] | None
) -> Response[Any]:
    places = points_of(db, reader)
    context = {
        **day(db, reader),
        **applications(request, db, reader),
        "form": form or blank(NewContact, contact=uuid7(), point=places[0].id if places else ""),
        "quick": blank(NewContact, contact=uuid7(), point=places[0].id if places else ""),
        "places": places,
        "entries": entries(db, reader.day),
        "channels": [(each, label("intake", "channel", each)) for each in filling.CHANNELS],
        "today": reader.day,
        "words": words,
        "application_words": application_words,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/desk/desk.html", context, "sheet")


def day(db: Connection, reader: Reader) -> dict[str, Any]:
    """What is there today for the points one works at."""
    places = {it.id for it in points_of(db, reader)}
    opened = opened_on(db, places, reader.day)
    return {
        "contacts": opened,
        "current": next((it for it in opened if it.hand == reader.person and not it.told), None),
        "expected": expected_at(db, places),
        "coming": coming(db, places, reader.day),
        "asking": to_ask(db, places, reader.day),
        "calling": to_call(db, reader.day)[:FEW],
        "names": {it.id: it.name for it in all_points(db, reader.day)},
    }


def applications(request: Asked, db: Connection, reader: Reader) -> dict[str, Any]:
    midnight = datetime.combine(reader.day, time(), node_of(request).now().tzinfo)
    return {
        "call": open_call(db, reader.day),
        "arrived": reached(db, reader, arrived_since(db, midnight)),
        "waiting": tuple(it for it in reached(db, reader, to_decide(db)) if it.missing),
    }


@post(f"{PAGE}/contatti", opt={"can": "desk.use", "field": True})
async def open_contact(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = may_call(reader, await read_form(request, NewContact))
    return await submit(
        request, reader, form, filling.opening, back=f"{PAGE}/contatti/{form.typed['contact']}",
        again=partial(page, request, reader, db), done=N_("Contatto aperto, senza nome."),
    )  # fmt: skip


def may_call(reader: Reader, form: Filled[NewContact]) -> Filled[NewContact]:
    """A way to call is asked for only by who has learnt how."""
    named = form.value is not None and (form.valid.name or form.valid.address)
    if not named or reader.may("contact.call"):
        return form
    why = gettext(
        "Per chiedere un recapito serve il secondo modulo della formazione. Il contatto puoi salvarlo senza."
    )
    return replace(form, errors=Texts({"name": why}, None), status=422)


handlers = [read, open_contact, *contact_views.handlers, *handover_views.handlers, *outcome_views.handlers]
