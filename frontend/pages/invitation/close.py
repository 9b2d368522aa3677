"""GET and POST /profilo/inviti: one invites somebody close, who tells their own name when they come in."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID, uuid5

from litestar import Response, get, post

from events.network.invitation import IssueInvitation, WithdrawInvitation, invitations_of
from events.network.person import RelationKind
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.invitation.printing import printed
from frontend.pages.invitation.queries import given_by
from frontend.reader import Reader
from frontend.showing import show
from frontend.signing_in.invitations import code_of, hashed, id_of, mark_of
from frontend.submitting import submit
from services.kernel.settings import Settings

BACK = "/profilo/inviti"


class Inviting(Form):
    kind: RelationKind


class Withdrawing(Form):
    person: UUID
    invitation: UUID


@get(BACK, opt={"can": "invitation.close"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    context = {
        "form": came_back(form, "kind") or blank(Inviting),
        "withdrawing": blank(Withdrawing),
        "given": [it for it in given_by(db, reader.person) if it.good(reader.at) or it.over == "used"][:5],
        "label": label,
    }
    return await show(request, reader, "pages/invitation/close.html", context, "sheet")


@post(BACK, opt={"can": "invitation.close"})
async def give(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Inviting)
    again = partial(page, request, reader, db)
    return await printed(request, reader, form, partial(issuing, reader.person, form), again, close=True)


def issuing(by: UUID, form: Filled[Inviting], settings: Settings) -> IssueInvitation:
    """The same form is the same new person, however often it is sent."""
    person = uuid5(form.command_id, "person")
    mark = mark_of(settings, code_of(settings, form.command_id))
    return IssueInvitation(
        stream=invitations_of(person), dossier=person, invitation=id_of(form.command_id), hashed=hashed(mark),
        close_to=by, kind=form.valid.kind,
    )  # fmt: skip


@post("/profilo/inviti/fine", opt={"can": "invitation.close"})
async def withdraw(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Withdrawing)
    return await submit(
        request, reader, form, partial(withdrawing, reader.person), back=BACK,
        again=partial(page, request, reader, db), done=N_("Invito ritirato."),
    )  # fmt: skip


def withdrawing(by: UUID, typed: Withdrawing) -> WithdrawInvitation:
    own = {"stream": invitations_of(typed.person), "dossier": typed.person}
    return WithdrawInvitation(**own, invitation=typed.invitation, close_to=by)


handlers = [read, give, withdraw]
