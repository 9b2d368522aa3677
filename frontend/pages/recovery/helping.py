"""GET /rientri, /rientri/{person} and its forms: two people of the staff, each with the person before them."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.network.recovery import (
    WAITS,
    AskRecovery,
    Cancelled,
    CancelRecovery,
    ConfirmRecovery,
    Met,
    recovery_of,
)
from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, NewId, blank, came_back, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.invitation.printing import printed
from frontend.pages.recovery.queries import Return, of_person, under_way
from frontend.pages.recovery.telling import tell
from frontend.reader import Reader
from frontend.scope.persons import persons
from frontend.showing import show
from frontend.signing_in.invitations import code_of, hashed, id_of, mark_of
from frontend.submitting import submit, unanswered
from services.kernel.settings import Settings

MOST_DEVICES = 50


class Asking(Form):
    recovery: NewId
    seen: bool = False


class Confirming(Form):
    recovery: UUID
    met: Met
    seen: bool = False


class Cancelling(Form):
    recovery: UUID
    reason: Cancelled


@get("/rientri", opt={"can": "recovery.help"})
async def listed(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await show(request, reader, "pages/recovery/listed.html", {"open": under_way(db)})


@get("/rientri/{person:uuid}", opt={"can": "recovery.help"})
async def read(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    return await page(request, reader, db, person, None)


async def page(
    request: Asked, reader: Reader, db: Connection, person: UUID, form: Filled[Any] | None
) -> Response[Any]:
    known = persons(db, [person]).get(person)
    if known is None or known.id != person:
        raise NotFoundException
    last = of_person(db, person)
    context = {
        "form": form or blank(Confirming),
        "who": person,
        "last": last,
        "open": last if last and last.open else None,
        "mine": bool(last and reader.looker.person in last.by),
        "asking": came_back(form, "seen") or blank(Asking, recovery=uuid7()),
        "cancelling": blank(Cancelling),
        "dossier": person,
    }
    return await show(request, reader, "pages/recovery/help.html", context, "sheet")


@post("/rientri/{person:uuid}", opt={"can": "recovery.help", "step_up": True})
async def ask(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    form = await read_form(request, Asking)
    await tell(node_of(request), db, person, form.command_id)
    own = {"stream": recovery_of(person), "dossier": person}
    return await submit(
        request, reader, form, lambda typed: AskRecovery(**own, recovery=typed.recovery),
        back=f"/rientri/{person}", again=partial(page, request, reader, db, person),
        done=N_("Ora serve una seconda persona."),
    )  # fmt: skip


@post("/rientri/{person:uuid}/conferma", opt={"can": "recovery.help", "step_up": True})
async def confirm(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    """The second one prints the sheet, good once the day is over."""
    form = await read_form(request, Confirming)
    again = partial(page, request, reader, db, person)
    it = of_person(db, person)
    try:
        devices = await signed_in_on(request, person)
    except Unreachable:
        return await unanswered(request, form, again)
    make = partial(confirming, person, form, devices)
    if it is None or not second(it, reader):
        settings = node_of(request).settings
        return await submit(
            request, reader, form, lambda _: make(settings), back=f"/rientri/{person}", again=again,
            done=N_("Ora serve una seconda persona."),
        )  # fmt: skip
    await tell(node_of(request), db, person, form.command_id)
    return await printed(request, reader, form, make, again, who=person, good_from=reader.at + WAITS)


def second(it: Return, reader: Reader) -> bool:
    return bool(it.by) and it.open and reader.looker.person not in it.by


async def signed_in_on(request: Asked, person: UUID) -> tuple[UUID, ...]:
    """Raises Unreachable."""
    found = [it.device for it in await node_of(request).sessions.of(person) if it.device]
    return tuple(dict.fromkeys(found))[:MOST_DEVICES]


def confirming(
    person: UUID, form: Filled[Confirming], devices: tuple[UUID, ...], settings: Settings
) -> ConfirmRecovery:
    mark = mark_of(settings, code_of(settings, form.command_id))
    return ConfirmRecovery(
        stream=recovery_of(person), dossier=person, recovery=form.valid.recovery, met=form.valid.met,
        invitation=id_of(form.command_id), hashed=hashed(mark), devices=devices,
    )  # fmt: skip


@post("/rientri/{person:uuid}/annulla", opt={"can": "recovery.help"})
async def cancel(request: Asked, reader: AReader, db: Db, person: Id) -> Response[Any]:
    form = await read_form(request, Cancelling)
    own = {"stream": recovery_of(person), "dossier": person}
    return await submit(
        request, reader, form, lambda it: CancelRecovery(**own, recovery=it.recovery, reason=it.reason),
        back=f"/rientri/{person}", again=partial(page, request, reader, db, person),
        done=N_("Rientro annullato: non è cambiato niente."),
    )  # fmt: skip


handlers = [listed, read, ask, confirm, cancel]
