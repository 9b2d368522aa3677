"""The one-time link an empty house prints: whoever opens it becomes its first coordinator."""

import hmac
import json
from contextlib import suppress
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from pydantic import Field

from events.envelope import Refusal
from events.role import Role
from frontend.asked import AReader, Asked
from frontend.bus import Unreachable
from frontend.forms import Filled, Form, blank, read_form, refused, unsent
from frontend.node import Node, node_of
from frontend.pages.sign_in.coming_in import come_in
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.showing import show

NameText = Annotated[str, Field(min_length=1, max_length=80)]


class FirstCoordinator(Form):
    first_name: NameText
    last_name: NameText
    birth_date: date


@get("/primo-accesso/{token:str}", opt={"can": PUBLIC})
async def first(request: Asked, reader: AReader, token: FromPath[str]) -> Response[Any]:
    admit(node_of(request), token)
    return await page(request, reader, token, blank(FirstCoordinator))


@post("/primo-accesso/{token:str}", opt={"can": PUBLIC})
async def become(request: Asked, reader: AReader, token: FromPath[str]) -> Response[Any]:
    node = node_of(request)
    admit(node, token)
    form = await read_form(request, FirstCoordinator)
    again = partial(page, request, reader, token)
    if form.errors or node.first_coordinator is None:
        return await again(form if form.errors else unsent(form))
    try:
        person = await node.first_coordinator(
            form.valid.first_name, form.valid.last_name, form.valid.birth_date
        )
    except Refusal as no:
        return await again(refused(form, no.reason, no.field))
    except Unreachable:
        return await again(unsent(form))
    with suppress(
        OSError
    ):  # of a read-only folder nothing is taken: who may grant is decided by the service anyway
        kept(node).unlink(missing_ok=True)
    return await come_in(request, person, Role.COORDINATOR, means="first", to="/profilo/accesso")


async def page(request: Asked, reader: Reader, token: str, form: Filled[FirstCoordinator]) -> Response[Any]:
    return await show(request, reader, "pages/sign_in/first.html", {"form": form, "token": token}, "form")


def admit(node: Node, token: FromPath[str]) -> None:
    """Raises NotFoundException: a wrong link and a used one are the same."""
    try:
        known = str(json.loads(kept(node).read_text())["hash"])
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise NotFoundException from error
    if not hmac.compare_digest(sha256(token.encode()).hexdigest().encode(), known.encode()):
        raise NotFoundException


def kept(node: Node) -> Path:
    return node.settings.secrets / "first-run.json"


handlers = [first, become]
