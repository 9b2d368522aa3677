"""What the page of the confirmation shows, and how it lets one go on."""

from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.response import Redirect

from frontend.asked import Asked
from frontend.bus import Unreachable
from frontend.forms import Filled, blank
from frontend.forms import Form as Empty
from frontend.node import node_of
from frontend.pages.access import new_key
from frontend.pages.access.queries import ways
from frontend.reader import Reader
from frontend.showing import show
from frontend.signing_in import passkeys, step_up, totp
from frontend.signing_in.beginning import begin
from frontend.signing_in.wrapping import NotOurs, unwrap, wrap


@dataclass(frozen=True)
class Asking:
    """Where to go on to, and under which key a form that was sent waits."""

    poi: str
    kept: str

    @staticmethod
    def of(request: Asked) -> "Asking":
        asked = request.query_params
        return Asking(step_up.safe(asked.get("poi", "/")), asked.get("tenuto", ""))

    @staticmethod
    def typed(form: Filled[Any]) -> "Asking":
        said = dict(form.typed.items())
        return Asking(step_up.safe(str(said.get("poi", "/"))), str(said.get("tenuto", "")))


async def page(
    request: Asked, me: Reader, asking: Asking, failed: str = "", status: int | None = None, box: str = ""
) -> Response[Any]:
    node, cookie = node_of(request), request.scope["state"]["cookie"]
    assert me.db is not None
    mine = ways(me.db, me.person)
    context: dict[str, Any] = {"ways": mine, "asking": asking, "failed": failed, "form": blank(Empty)}
    if mine.passkeys:
        context["options"] = passkeys.request(node, cookie, "confirm", mine.passkeys)
    elif not mine.second:
        context |= {"creation": await new_key.options(node, cookie, me), **await app(request, me, box)}
    return await show(request, me, "pages/confirm/confirm.html", context, "sheet", status=status)


async def app(request: Asked, me: Reader, box: str) -> dict[str, Any]:
    """A secret for an app that has none yet: the same again while the code was mistyped."""
    settings, secret = node_of(request).settings, ""
    purpose = f"new factor {me.person}"
    try:
        secret = unwrap(settings, purpose, box) if box else ""
    except NotOurs:
        box = ""
    secret = secret or totp.new_secret()
    name = (await node_of(request).door.lens(me, {"it": me.person})).names.called(me.person)
    spelt = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    return {
        "box": box or wrap(settings, purpose, secret),
        "secret": spelt,
        "picture": totp.picture(secret, name),
    }


async def goes_on(request: Asked, me: Reader, asking: Asking) -> Response[Any]:
    """On a new cookie; a form that waited is shown as ready to be sent, with nothing lost of it."""
    node, state = node_of(request), request.scope["state"]
    session = state["session"]
    try:
        form = await step_up.waiting(node, session, asking.kept)
        await begin(
            request, session.person, session.role, session.organisation, session.on_behalf_of,
            means="confirmed", confirmed=True,
        )  # fmt: skip
    except Unreachable:
        return await page(request, me, asking, status=503)
    if form is None:
        return Redirect(asking.poi, status_code=303)
    state["cookie"] = state["new_cookie"]
    context = {"asking": asking, "waiting": form}
    return await show(request, me, "pages/confirm/confirmed.html", context, "sheet")
