"""GET and POST /invito, POST /invito/entra: whoever has a code says who they are, and comes in with it once."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Any
from uuid import UUID, uuid5

from litestar import Response, get, post
from pydantic import Field

from events.message import Command
from events.network.identity import PersonalData
from events.network.invitation import UseInvitation, invitations_of
from events.network.person import RegisterPerson
from events.role import Role
from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, blank, read_form, refused, unsent
from frontend.node import Node, node_of
from frontend.pages.invitation.queries import Given, by_mark
from frontend.pages.sign_in.coming_in import come_in
from frontend.permissions import PUBLIC
from frontend.reader import NOBODY, Reader
from frontend.scope.persons import person as known_as
from frontend.showing import show
from frontend.signing_in.called import first_name
from frontend.signing_in.invitations import mark_of
from frontend.signing_in.limits import allow
from frontend.signing_in.roles import first_role
from frontend.signing_in.whence import whence

PATIENCE = 5.0
FROM_ONE_PLACE, IN_ALL = 20, 600
"""Codes tried in ten minutes; sixty bits stand behind each."""

NameText = Annotated[str, Field(min_length=1, max_length=80)]


class Coded(Form):
    code: Annotated[str, Field(min_length=1, max_length=40)]


class Coming(Coded):
    pass


class Newcomer(Coded):
    """Who was invited by somebody close tells who they are."""

    first_name: NameText
    last_name: NameText
    birth_date: date


@get("/invito", opt={"can": PUBLIC})
async def read(request: Asked, reader: AReader) -> Response[Any]:
    return await page(request, reader, blank(Coded))


async def page(request: Asked, reader: Reader, form: Filled[Any]) -> Response[Any]:
    return await show(request, reader, "pages/invitation/code.html", {"form": form}, "sheet")


@post("/invito", opt={"can": PUBLIC})
async def who(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """Shows the first name and nothing else; the code stays good until somebody says that it is them."""
    form = await read_form(request, Coded)
    if form.errors:
        return await page(request, reader, form)
    try:
        it = await found(request, db, form)
    except Unreachable:
        return await page(request, reader, unsent(form))
    if isinstance(it, str):
        return await page(request, reader, refused(form, it, "code"))
    return await asked_who(request, reader, db, form.valid.code, it, None)


async def found(request: Asked, db: Db, form: Filled[Any]) -> Given | str:
    """The invitation, or why not. Raises Unreachable."""
    node = node_of(request)
    ten = timedelta(minutes=10)
    one = await allow(node, "invitation", whence(request), FROM_ONE_PLACE, ten)
    if not one or not await allow(node, "invitation", "all", IN_ALL, ten):
        return "invitation.too-many"
    it = by_mark(db, mark_of(node.settings, form.valid.code))
    if it is None:
        return "invitation.unknown"
    return it if it.good(node.now()) else f"invitation.{it.over or 'too-late'}"


async def asked_who(
    request: Asked, reader: Reader, db: Db, code: str, it: Given, form: Filled[Any] | None
) -> Response[Any]:
    node = node_of(request)
    new = it.close_to is not None and known_as(db, it.person) is None
    context = {
        "code": code,
        "name": None if new else await first_name(node, db, it.person),
        "by": await first_name(node, db, it.close_to) if new and it.close_to else None,
        "form": form or blank(Newcomer if new else Coming),
    }
    return await show(request, reader, "pages/invitation/who.html", context)


@post("/invito/entra", opt={"can": PUBLIC})
async def enter(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """The first to say it is them is the only one: the rule sees to it, whatever comes at once."""
    typed = await read_form(request, Coded)
    code = str(typed.typed["code"])
    it = by_mark(db, mark_of(node_of(request).settings, code))
    if it is None:
        return await page(request, reader, refused(typed, "invitation.unknown", "code"))
    new = it.close_to is not None and known_as(db, it.person) is None
    form: Filled[Any] = await read_form(request, Newcomer if new else Coming)
    again = partial(asked_who, request, reader, db, code, it)
    if form.errors:
        return await again(form)
    try:
        no = await used(request, form, it)
    except Unreachable:
        return await again(unsent(form))
    if no and no.of_a_person:
        return await again(refused(form, no.reason, no.field))
    if no:
        return await page(request, reader, refused(typed, no.reason, "code"))
    return await in_at_last(request, it.person)


@dataclass(frozen=True)
class No:
    reason: str
    field: str | None = None

    @property
    def of_a_person(self) -> bool:
        """Something about who they say they are, not about the code."""
        return self.reason.startswith("person.")


async def used(request: Asked, form: Filled[Any], it: Given) -> No | None:
    """Why not. Raises Unreachable."""
    node = node_of(request)
    if why := it.why_not(node.now()):
        return No(why)
    if isinstance(form.valid, Newcomer):
        no = await registered(node, form, it)
        # Had it been cut off just after this, they are known already: the same person goes on.
        if no and no.reason != "person.already-registered":
            return no
    mark = mark_of(node.settings, form.valid.code)
    own = {"stream": invitations_of(it.person), "dossier": it.person}
    return await said(node, NOBODY, UseInvitation(**own, invitation=it.id, mark=mark), here(request, form))


def here(request: Asked, form: Filled[Any]) -> UUID:
    """The same question only in the same browser, before it comes in: an answer is remembered for good, and would
    let anyone in who asks again."""
    return uuid5(form.command_id, str(request.scope["state"].get("cookie", "")))


async def registered(node: Node, form: Filled[Newcomer], it: Given) -> No | None:
    identity = PersonalData(**form.valid.model_dump(exclude={"code"}))
    command = RegisterPerson(stream=it.person, dossier=it.person, identity=identity)
    return await said(node, it.person, command, uuid5(form.command_id, "newcomer"))


async def said(node: Node, by: UUID, command: Command, command_id: UUID) -> No | None:
    reply = await node.bus.ask(newcomer(node, by), command, command_id)
    if reply.outcome == "unavailable":
        raise Unreachable(reply.reason)
    if reply.outcome == "refused":
        return No(reply.reason or "invitation.unknown", reply.field)
    await node.readmodel.reached(reply.context, reply.position, PATIENCE)
    return None


def newcomer(node: Node, person: UUID) -> Reader:
    return Reader(person, Role.PUBLIC, node.settings.partnership, "it", node.today())


async def in_at_last(request: Asked, person: UUID) -> Response[Any]:
    node = node_of(request)
    role, organisation = first_role(node.readmodel.connection(), person, node.today())
    return await come_in(request, person, role, organisation, means="invitation", to="/benvenuto")


async def welcomed(request: Asked, person: UUID, code: str) -> Response[Any]:
    """Sitting beside: the staff member's session ends here, and the person's begins with the code just given."""
    node = node_of(request)
    it = by_mark(node.readmodel.connection(), mark_of(node.settings, code))
    form = Filled(uuid5(person, code), blank(Coming).typed, blank(Coming).errors, Coming(code=code))
    if it is None or await used(request, form, it):
        raise Unreachable("invitation")
    return await in_at_last(request, person)


handlers = [read, who, enter]
