"""GET and POST /tablet, POST /tablet/blocca: one taps one's name and types the PIN; whoever goes away locks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect
from pydantic import Field

from events.role import Role
from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, blank, read_form, refused, unsent
from frontend.node import node_of
from frontend.pages.network.queries import organisations
from frontend.pages.sign_in.coming_in import come_in
from frontend.pages.tablet import demo, sharing
from frontend.pages.tablet.queries import Device, volunteers
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.scope.pins import pin
from frontend.showing import show
from frontend.signing_in.called import first_name
from frontend.signing_in.lasting import TABLET
from frontend.signing_in.pin_devices import here
from frontend.signing_in.pins import tried
from frontend.signing_in.roles import first_role

ANSWERS = {"wrong": "pin.wrong", "locked": "pin.locked", "none": "pin.none"}


class Typed(Form):
    who: UUID
    pin: Annotated[str, Field(min_length=1, max_length=12)]


@dataclass(frozen=True)
class Name:
    person: UUID
    first_name: str
    ready: bool
    locked: bool


@get("/tablet", opt={"can": PUBLIC})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    device = here(request)
    if device is None:
        return await show(request, reader, "pages/tablet/unknown.html", {})
    return await page(request, reader, db, device, None)


async def page(
    request: Asked, reader: Reader, db: Db, device: Device, form: Filled[Typed] | None
) -> Response[Any]:
    names = await those(request, db, device, reader)
    chosen = str(form.typed["who"]) if form else request.query_params.get("chi", "")
    alone = names[0] if len(names) == 1 else None
    context = {
        "names": names,
        "chosen": next((it for it in names if str(it.person) == chosen), alone),
        "shared": device.organisation is not None,
        "place": next((it.name for it in organisations(db, reader.day) if it.id == device.organisation), ""),
        "form": form or blank(Typed),
    }
    return await show(request, reader, "pages/tablet/tablet.html", context, "sheet")


async def those(request: Asked, db: Db, device: Device, reader: Reader) -> Sequence[Name]:
    node = node_of(request)
    who = (
        [(it.person, it.pin) for it in volunteers(db, device.organisation, reader.day)]
        if device.organisation
        else [(device.of, pin(db, device.of))]
    )
    made = [
        Name(person, await first_name(node, db, person), known is not None, bool(known and known.locked))
        for person, known in who
    ]
    return sorted(made, key=lambda it: it.first_name)


@post("/tablet", opt={"can": PUBLIC})
async def enter(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    device = here(request)
    if device is None:
        raise NotFoundException
    form = await read_form(request, Typed)
    again = partial(page, request, reader, db, device)
    if form.errors:
        return await again(form)
    names = await those(request, db, device, reader)
    if not any(it.person == form.valid.who for it in names):
        raise NotFoundException
    try:
        answer = await tried(node_of(request), form.valid.who, form.valid.pin.replace(" ", ""))
    except Unreachable:
        return await again(unsent(form))
    if answer != "right":
        return await again(refused(form, ANSWERS[answer], "pin"))
    return await in_with(request, db, form.valid.who, device, reader)


async def in_with(request: Asked, db: Db, person: UUID, device: Device, reader: Reader) -> Response[Any]:
    """On a shared one only as a volunteer of the place, whatever else they may be."""
    if device.organisation:
        return await come_in(request, person, Role.INFO_POINT, device.organisation, means=TABLET)
    role, organisation = first_role(db, person, reader.day)
    return await come_in(request, person, role, organisation, means="pin")


@post("/tablet/blocca", opt={"can": "session.leave"})
async def lock(request: Asked) -> Response[Any]:
    """Ends the session here and now; the next one picks their name."""
    state = request.scope["state"]
    await node_of(request).sessions.end(state["session"])
    state["new_cookie"] = ""
    return Redirect("/tablet", status_code=303, headers={"clear-site-data": '"cache"'})


handlers = [read, enter, lock, *sharing.handlers, *demo.handlers]
