"""GET and POST /inviti/{person}: staff give somebody a first way in, on paper or sitting beside them."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.category import Category
from events.network.invitation import IssueInvitation, WithdrawInvitation, invitations_of
from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.pages.access.queries import ways
from frontend.pages.invitation.coming import welcomed
from frontend.pages.invitation.printing import printed
from frontend.pages.invitation.queries import of_person
from frontend.reader import Reader
from frontend.scope.persons import persons
from frontend.scope.pins import pin
from frontend.showing import show
from frontend.signing_in.invitations import code_of, hashed, id_of, mark_of
from frontend.submitting import submit
from services.kernel.settings import Settings


class Inviting(Form):
    """`beside`: right now, on this device, with the person sitting here."""

    beside: bool = False


class Withdrawing(Form):
    invitation: UUID


@get("/inviti/{person:uuid}", opt={"can": "invitation.give"})
async def read(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    theirs(reader, person)
    return await page(request, reader, db, person, None)


def theirs(reader: Reader, person: UUID) -> None:
    """At an Info Point one invites whom one took down oneself. Raises NotFoundException."""
    if reader.role is Role.INFO_POINT and not reader.entered(person, Category.IDENTITY):
        raise NotFoundException


async def page(
    request: Asked, reader: Reader, db: Connection, person: UUID, form: Filled[Any] | None
) -> Response[Any]:
    known = persons(db, [person]).get(person)
    if known is None or known.id != person:
        raise NotFoundException
    given, has = of_person(db, person), ways(db, person)
    context = {
        "who": person,
        "open": next((it for it in given if it.good(reader.at)), None),
        "last": given[0] if given else None,
        "comes_in": bool(has.passkeys or has.address or pin(db, person)),
        "form": form or blank(Inviting),
        "beside": blank(Inviting),
        "withdrawing": blank(Withdrawing),
        "dossier": person,
    }
    return await show(request, reader, "pages/invitation/give.html", context, "sheet")


@post("/inviti/{person:uuid}", opt={"can": "invitation.give"})
async def give(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    theirs(reader, person)
    form = await read_form(request, Inviting)
    again = partial(page, request, reader, db, person)
    to = person if not form.errors and form.valid.beside else None
    return await printed(
        request, reader, form, partial(issuing, person, form), again, who=person,
        instead=partial(welcomed, request, to) if to else None,
    )  # fmt: skip


def issuing(person: UUID, form: Filled[Inviting], settings: Settings) -> IssueInvitation:
    mark = mark_of(settings, code_of(settings, form.command_id))
    return IssueInvitation(
        stream=invitations_of(person), dossier=person, invitation=id_of(form.command_id), hashed=hashed(mark),
        beside=form.valid.beside,
    )  # fmt: skip


@post("/inviti/{person:uuid}/fine", opt={"can": "invitation.give"})
async def withdraw(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    theirs(reader, person)
    form = await read_form(request, Withdrawing)
    own = {"stream": invitations_of(person), "dossier": person}
    return await submit(
        request, reader, form, lambda typed: WithdrawInvitation(**own, invitation=typed.invitation),
        back=f"/inviti/{person}", again=partial(page, request, reader, db, person), done=N_("Invito ritirato."),
    )  # fmt: skip


handlers = [read, give, withdraw]
