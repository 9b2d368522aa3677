"""One person of the network: what they are, whom they follow, who is close to them, and whether entered twice."""

from collections.abc import Callable
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.message import Command
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.homes.queries import homes
from frontend.pages.network import filling
from frontend.pages.network.filling import Apart, Assigned, Ended, Freed, Granted, Related, Same
from frontend.pages.network.queries import organisations, people, person_of, relations_of
from frontend.pages.overview.queries import glances
from frontend.reader import Reader
from frontend.scope.persons import persons
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

Make = Callable[[Any, UUID], Command]
FORMS: dict[str, type[Form]] = {"role": Granted, "cohabitation": Assigned, "kind": Related, "kept": Same}
"""The field by which a form that came back is known."""


@get("/rete/persone/{person:uuid}", opt={"can": "network.read"})
async def read(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await page(request, reader, db, person, None)


async def page(
    request: Asked, reader: Reader, db: Connection, person: UUID, form: Filled[Any] | None
) -> Response[Any]:
    it = person_of(db, person, reader.day)
    if it is None:
        raise NotFoundException
    others = [each for each in people(db, reader.day) if each.person != person and not each.same_as]
    context = {
        "it": it,
        "known": persons(db, [person]).get(person),
        "relations": relations_of(db, person),
        "others": others,
        "homes": {each.id: each for each in homes(db)},
        "cohabitations": glances(db, reader.day),
        "organisations": organisations(db, reader.day),
        "form": form,
        "forms": {name: came_back(form, name) or fresh(model, reader) for name, model in FORMS.items()},
        "ending": blank(Ended, until=reader.day),
        "freeing": blank(Freed, until=reader.day),
        "parting": blank(Apart, until=reader.day),
        "dossier": person,
        "filling": filling,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/network/person.html", context, "sheet")


def fresh(model: type[Form], reader: Reader) -> Filled[Any]:
    """Things begin today unless somebody says otherwise."""
    today = {name: reader.day for name in model.model_fields if name.endswith("since")}
    return blank(model, **today)


@post("/rete/persone/{person:uuid}/ruoli", opt={"can": "network.change"})
async def grant(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await act(request, reader, db, person, Granted, filling.granting, N_("Ruolo dato."))


@post("/rete/persone/{person:uuid}/ruoli/fine", opt={"can": "network.change"})
async def end_role(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await act(request, reader, db, person, Ended, filling.ending, N_("Ruolo finito."))


@post("/rete/persone/{person:uuid}/incarichi", opt={"can": "network.change"})
async def assign(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await act(request, reader, db, person, Assigned, filling.assigning, N_("Incarico dato."))


@post("/rete/persone/{person:uuid}/incarichi/fine", opt={"can": "network.change"})
async def unassign(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await act(request, reader, db, person, Freed, filling.freeing, N_("Incarico finito."))


@post("/rete/persone/{person:uuid}/legami", opt={"can": "network.change"})
async def relate(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await act(request, reader, db, person, Related, filling.relating, N_("Legame segnato."))


@post("/rete/persone/{person:uuid}/legami/fine", opt={"can": "network.change"})
async def part(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await act(request, reader, db, person, Apart, filling.parting, N_("Legame finito."))


@post("/rete/persone/{person:uuid}/stessa-persona", opt={"can": "network.change"})
async def join(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await act(request, reader, db, person, Same, filling.joining, N_("Ora è una persona sola."))


async def act(
    request: Asked, reader: Reader, db: Connection, person: UUID, model: type[Form], make: Make, done: str
) -> Response[Any]:
    form: Filled[Any] = await read_form(request, model)

    return await submit(
        request, reader, form, lambda typed: make(typed, person), back=f"/rete/persone/{person}",
        again=partial(page, request, reader, db, person), done=done,
    )  # fmt: skip


handlers = [read, grant, end_role, assign, unassign, relate, part, join]
