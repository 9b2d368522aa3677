"""/profilo/accesso: how one comes in; a key is added here, a device named or ended."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.network.keys import (
    AddPasskey,
    DeviceName,
    EndDevices,
    NameDevice,
    RemovePasskey,
    RemoveSecondFactor,
    keys_of,
)
from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, blank, came_back, read_form, unsent
from frontend.i18n import N_, gettext
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.access import address_views, new_key
from frontend.pages.access.listing import listed
from frontend.pages.access.queries import ways
from frontend.permissions import SIGNED_IN
from frontend.reader import Reader
from frontend.showing import show
from frontend.signing_in import device, passkeys, said
from frontend.signing_in.passkeys import LONGEST, NotProven
from frontend.signing_in.step_up import before_another_way
from frontend.submitting import submit

HERE = "/profilo/accesso"


class Given(Form):
    credential: Annotated[str, Field(max_length=LONGEST)]


class Named(Form):
    name: DeviceName


@get(HERE, opt={"can": SIGNED_IN})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, None)


async def page(
    request: Asked, reader: Reader, form: Filled[Any] | None, failed: str = "", status: int | None = None
) -> Response[Any]:
    node, state = node_of(request), request.scope["state"]
    context = {
        **await listed(request, reader),
        "form": form or blank(Form),
        "naming": came_back(form, "name"),
        "failed": failed,
        "options": await new_key.options(node, state["cookie"], reader),
        "said": said,
        "now": node.now(),
        "stepped": state["session"].means == "demo",
        "new_id": uuid7,
    }
    return await show(request, reader, "pages/access/access.html", context, "sheet", status=status)


@post(f"{HERE}/chiavi", opt={"can": SIGNED_IN})
async def add(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    before_another_way(request, HERE)
    node, form = node_of(request), await read_form(request, Given)
    if form.errors:
        return await page(request, reader, None, gettext("La chiave non è arrivata. Riprova."), 422)
    try:
        made = await passkeys.made(node, request.scope["state"]["cookie"], form.valid.credential)
    except NotProven:
        return await page(request, reader, None, gettext("La chiave non è arrivata. Riprova."), 422)
    except Unreachable:
        return await page(request, reader, unsent(form))
    command = AddPasskey(
        stream=keys_of(reader.person), dossier=reader.person, passkey=uuid7(),
        name=said.device_words(device.agent(request)), **vars(made),
    )  # fmt: skip
    answer = await submit(
        request, reader, form, lambda _: command, back=HERE, again=partial(page, request, reader),
        done=N_("Fatto: da qui entri senza scrivere niente."),
    )  # fmt: skip
    new_key.tell(node, reader, ways(db, reader.person).address)
    return answer


@post(f"{HERE}/chiavi/{{passkey:uuid}}/fine", opt={"can": SIGNED_IN, "step_up": True})
async def remove(request: Asked, reader: AReader, db: Db, passkey: Id) -> Response[Any]:
    form = await read_form(request, Form)
    key = next((it for it in ways(db, reader.person).passkeys if it.id == passkey), None)
    if key is None:
        raise NotFoundException
    command = RemovePasskey(stream=keys_of(key.person), dossier=key.person, passkey=passkey)
    return await submit(
        request, reader, form, lambda _: command, back=HERE, again=partial(page, request, reader),
        done=N_("Questa chiave non apre più niente."),
    )  # fmt: skip


@post(f"{HERE}/dispositivi/{{device_id:uuid}}/nome", opt={"can": SIGNED_IN})
async def name(request: Asked, reader: AReader, db: Db, device_id: Id) -> Response[Any]:
    form = await read_form(request, Named)
    me = reader.person
    return await submit(
        request, reader, form,
        lambda typed: NameDevice(stream=keys_of(me), dossier=me, device=device_id, name=typed.name),
        back=HERE, again=partial(page, request, reader), done=N_("Si chiama così da adesso."),
    )  # fmt: skip


@post(f"{HERE}/dispositivi/{{device_id:uuid}}/fine", opt={"can": SIGNED_IN})
async def end_one(request: Asked, reader: AReader, db: Db, device_id: Id) -> Response[Any]:
    return await end(request, reader, (device_id,))


@post(f"{HERE}/dispositivi/altri", opt={"can": SIGNED_IN})
async def end_others(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    found = (await listed(request, reader))["devices"]
    return await end(request, reader, tuple(it.id for it in found if not it.here))


async def end(request: Asked, reader: Reader, devices: tuple[UUID, ...]) -> Response[Any]:
    form, me = await read_form(request, Form), reader.person
    if not devices:
        return await page(request, reader, None)
    return await submit(
        request, reader, form, lambda _: EndDevices(stream=keys_of(me), dossier=me, devices=devices),
        back=HERE, again=partial(page, request, reader), done=N_("Chiuso: da lì non si entra più senza la tua chiave."),
    )  # fmt: skip


@post(f"{HERE}/seconda/fine", opt={"can": SIGNED_IN, "step_up": True})
async def remove_second(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form, second = await read_form(request, Form), ways(db, reader.person).second
    owner = second.owner if second else reader.person
    return await submit(
        request, reader, form, lambda _: RemoveSecondFactor(stream=keys_of(owner), dossier=owner),
        back=HERE, again=partial(page, request, reader), done=N_("I codici di quell’app non valgono più."),
    )  # fmt: skip


handlers = [read, add, remove, name, end_one, end_others, remove_second, *address_views.handlers]
