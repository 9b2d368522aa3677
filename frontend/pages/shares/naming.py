"""Naming someone close, by the code they gave, and parting again. Being named shows nothing yet."""

from sqlite3 import Connection
from typing import Annotated, Any, get_args
from uuid import UUID, uuid5

from litestar import Response, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.sharing import WithdrawShare, shares_of
from events.network.person import EndRelation, RecordRelation, RelationKind
from events.role import Role
from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, blank, came_back, read_form, refused, unsent
from frontend.i18n import N_
from frontend.labels import label
from frontend.node import node_of
from frontend.pages.shares.codes import whose
from frontend.pages.shares.queries import close_ones
from frontend.reader import Reader
from frontend.submitting import ask, submit

HERE = "/condivisioni"


class Named(Form):
    code: Annotated[str, Field(min_length=1, max_length=30)]
    kind: RelationKind


class Parted(Form):
    apart: UUID


def beginning(form: Filled[Any] | None) -> Filled[Any]:
    return came_back(form, "code") or blank(Named)


def kinds() -> list[tuple[str, str]]:
    return [(it, label("network", "kind", it)) for it in get_args(RelationKind)]


@post(f"{HERE}/persone", opt={"can": "share.change"})
async def name(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Named)
    it = whose(form.valid.code, db, node_of(request).settings) if not form.errors else None
    if it is None and not form.errors:
        form = refused(form, "person.code-unknown", "code")

    def naming(said: Named) -> RecordRelation:
        assert it is not None
        me = reader.person
        return RecordRelation(stream=me, dossier=me, relative=it, kind=said.kind, since=reader.day)

    return await submit(
        request, reader, form, naming, back=HERE, again=lambda back: page(request, reader, db, back),
        done=N_("Fatto. Non vede ancora niente: scegli tu che cosa mostrare."),
    )  # fmt: skip


@post(f"{HERE}/persone/fine", opt={"can": "share.change"})
async def part(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """What is shown ends first, so that nothing is left of it when the page comes back."""
    form = await read_form(request, Parted)
    if form.errors or all(it.person != form.valid.apart for it in close_ones(db, reader.person, reader.day)):
        raise NotFoundException
    me, other = reader.person, form.valid.apart
    withdraw = WithdrawShare(stream=shares_of(me), dossier=me, to=other, role=Role.FAMILY)
    first: Filled[Any] = Filled(uuid5(form.command_id, "share"), form.typed, form.errors, form.value)
    try:
        await ask(request, reader, withdraw, first)
    except Unreachable:
        return await page(request, reader, db, unsent(form))
    return await submit(
        request, reader, form, lambda it: EndRelation(stream=me, dossier=me, relative=it.apart, until=reader.day),
        back=HERE, again=lambda back: page(request, reader, db, back), done=N_("Fatto: non vede più niente di tuo."),
    )  # fmt: skip


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    from frontend.pages.shares.views import page as shown  # it names these handlers

    return await shown(request, reader, db, form)


handlers = [name, part]
