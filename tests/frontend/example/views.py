"""A person's sheet, and the form that corrects it."""

from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.network.identity import PersonalData
from events.network.person import CorrectIdentity
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit
from tests.frontend.example.queries import sheet


class Correction(Form):
    first_name: Annotated[str, Field(min_length=1, max_length=80)]
    last_name: Annotated[str, Field(min_length=1, max_length=80)]
    birth_date: date


@get("/esempio/{person:uuid}", opt={"can": "application.read", "again": True})
async def read(request: Asked, reader: AReader, db: Db, person: Id) -> Response[str]:
    return await page(request, reader, db, person, None)


@post("/esempio/{person:uuid}", opt={"can": "application.read", "field": True})
async def correct(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    form = await read_form(request, Correction)
    return await submit(
        request, reader, form, lambda it: correction(person, it), back=f"/esempio/{person}",
        again=partial(page, request, reader, db, person), done="Dati corretti.",
    )  # fmt: skip


def correction(person: UUID, it: Correction) -> CorrectIdentity:
    data = PersonalData(first_name=it.first_name, last_name=it.last_name, birth_date=it.birth_date)
    return CorrectIdentity(stream=person, dossier=person, identity=data, reason="misspelt")


async def page(
    request: Asked,
    reader: Reader,
    db: Connection,
    person: UUID,
    form: Filled[Correction] | None,
) -> Response[str]:
    found = sheet(db, person)
    if found is None:
        raise NotFoundException
    context = {"it": found, "dossier": person, "form": form or blank(Correction)}
    return await show(request, reader, "page.html", context, "sheet")


handlers = [read, correct]
