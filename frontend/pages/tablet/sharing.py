"""GET and POST /rete/tablet: a coordinator makes this device a shared one, and ends one that was lost."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.network.pin_device import End, EndPinDevice, EnrolSharedDevice
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.node import node_of
from frontend.pages.network.queries import organisations
from frontend.pages.tablet.queries import devices, volunteers
from frontend.reader import Reader
from frontend.showing import show
from frontend.signing_in.device import device_of
from frontend.signing_in.lasting import TABLET
from frontend.signing_in.pin_devices import here
from frontend.submitting import submit

BACK = "/rete/tablet"


class Sharing(Form):
    organisation: UUID


class Ending(Form):
    device: UUID
    reason: End


@get(BACK, opt={"can": "network.change"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    partners = organisations(db, reader.day)
    shared = [it for it in devices(db) if it.organisation]
    context = {
        "choices": [(str(it.id), it.name) for it in partners],
        "named": {it.id: it.name for it in partners},
        "shared": shared,
        "this": here(request),
        "volunteers": {it.organisation: volunteers(db, it.of, reader.day) for it in shared},
        "form": came_back(form, "organisation") or blank(Sharing),
        "ending": came_back(form, "device") or blank(Ending),
    }
    return await show(request, reader, "pages/tablet/sharing.html", context, "sheet")


@post(BACK, opt={"can": "network.change", "step_up": True})
async def share(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Sharing)
    return await submit(
        request, reader, form, partial(sharing, request), back=BACK,
        again=partial(page, request, reader, db), done=N_("Ora questo dispositivo è condiviso. Esci, e prova."),
    )  # fmt: skip


def sharing(request: Asked, typed: Sharing) -> EnrolSharedDevice:
    return EnrolSharedDevice(stream=device_of(request, typed.organisation), dossier=typed.organisation)


@post("/rete/tablet/fine", opt={"can": "network.change"})
async def end(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Ending)
    known = {it.id: it.of for it in devices(db) if it.organisation}
    if form.value and form.value.device not in known:
        raise NotFoundException
    if form.value:
        await close_sessions(request, db, known[form.value.device], reader)
    return await submit(
        request, reader, form, lambda typed: ending(typed, known), back=BACK,
        again=partial(page, request, reader, db), done=N_("Fatto: da lì non si entra più."),
    )  # fmt: skip


async def close_sessions(request: Asked, db: Connection, organisation: UUID, reader: Reader) -> None:
    """Whoever is in on a shared tablet of that place types their PIN again: which tablet it was, nobody knows."""
    sessions = node_of(request).sessions
    for volunteer in volunteers(db, organisation, reader.day):
        for session in await sessions.of(volunteer.person):
            if session.means == TABLET:
                await sessions.close(session, "device")


def ending(typed: Ending, known: dict[UUID, UUID]) -> EndPinDevice:
    return EndPinDevice(stream=typed.device, dossier=known[typed.device], reason=typed.reason)


handlers = [read, share, end]
