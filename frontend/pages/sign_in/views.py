"""The beginning, changing one's role, going out; `/demo` is there only where the house was started as a demo."""

from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from events.role import Role
from frontend.asked import AReader, Asked
from frontend.forms import Form, read_form
from frontend.node import node_of
from frontend.notices import silence
from frontend.pages.sign_in import by_code, by_key, entering, first_run
from frontend.pages.sign_in.cast import cast
from frontend.pages.sign_in.coming_in import beginning, come_in
from frontend.permissions import PUBLIC, SIGNED_IN
from frontend.roles import role_name
from frontend.showing import show


class Who(Form):
    who: str


class Which(Form):
    role: Role


@get("/", opt={"can": PUBLIC})
async def home(request: Asked, reader: AReader) -> Response[Any]:
    """Everyone's own beginning; who has none yet is told so."""
    if not reader.signed_in:
        return Redirect("/demo" if node_of(request).settings.demo else "/entra", status_code=303)
    first = beginning(reader)
    return (
        Redirect(first, status_code=303)
        if first
        else await show(request, reader, "pages/sign_in/nothing.html", {})
    )


@get("/demo", opt={"can": PUBLIC})
async def demo(request: Asked, reader: AReader) -> Response[Any]:
    personas = only_in_a_demo(request)
    return await show(
        request, reader, "pages/sign_in/demo.html", {"personas": personas, "role_name": role_name}
    )


@post("/demo", opt={"can": PUBLIC})
async def be(request: Asked) -> Response[Any]:
    """One tap signs in as one of the cast."""
    form = await read_form(request, Who)
    chosen = next((it for it in only_in_a_demo(request) if form.value and str(it.id) == form.value.who), None)
    if chosen is None:
        raise NotFoundException
    return await come_in(request, chosen.id, chosen.role, chosen.organisation, means="demo")


def only_in_a_demo(request: Asked) -> tuple[Any, ...]:
    settings = node_of(request).settings
    if not settings.demo:
        raise NotFoundException
    return cast(settings.data)


@post("/ruolo", opt={"can": SIGNED_IN})
async def take_role(request: Asked, reader: AReader) -> Response[Any]:
    """Someone who is several things says as which they go on."""
    form = await read_form(request, Which)
    held = next((it for it in reader.standings if form.value and it.role is form.value.role), None)
    if held is None:
        raise NotFoundException
    return await come_in(request, reader.person, held.role, held.organisation, means="role")


@post("/esci", opt={"can": "session.leave"})
async def leave(request: Asked) -> Response[Any]:
    state = request.scope["state"]
    await node_of(request).sessions.end(state["session"])
    await silence(node_of(request), state["session"])
    state["new_cookie"] = ""
    return Redirect("/entra", status_code=303, headers={"clear-site-data": '"cache"'})


handlers = [
    home, demo, be, take_role, leave,
    *entering.handlers, *by_key.handlers, *by_code.handlers, *first_run.handlers,
]  # fmt: skip
