"""GET /entra: the key of the phone first, a code by e-mail else, and where to turn when neither works."""

from typing import Annotated, Any

from litestar import Response, get
from pydantic import Field, StringConstraints

from events.network.identity import Email
from frontend.asked import AReader, Asked
from frontend.forms import Filled, Form, blank
from frontend.node import node_of
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.showing import show
from frontend.signing_in import oidc, passkeys
from frontend.signing_in.pin_devices import here


class ByAddress(Form):
    email: Email


class ByReceipt(Form):
    receipt: Annotated[str, StringConstraints(strip_whitespace=True, min_length=6, max_length=20)]
    email: Email


class Digits(Form):
    code: Annotated[str, Field(max_length=20)]

    @property
    def bare(self) -> str:
        """As it stands in the letter, or without the space."""
        return "".join(self.code.split())


@get("/entra", opt={"can": PUBLIC})
async def enter(request: Asked, reader: AReader) -> Response[Any]:
    return await page(request, reader)


async def page(
    request: Asked,
    reader: Reader,
    form: Filled[ByAddress] | None = None,
    failed: str = "",
    status: int | None = None,
) -> Response[Any]:
    node, state = node_of(request), request.scope["state"]
    context = {
        "form": form or blank(ByAddress),
        "failed": failed,
        "closed": state.get("over") == "ended",
        "options": passkeys.request(node, state["cookie"], "in"),
        "others": others(),
        "pin_here": here(request) is not None,
        "outside": node.settings.oidc_name if oidc.set_up(node.settings) else "",
    }
    return await show(request, reader, "pages/sign_in/enter.html", context, "sheet", status=status)


def others() -> dict[str, bool]:
    """Which other ways in this release has."""
    from frontend.pages import PAGES

    return {name: name in PAGES for name in ("invitation", "recovery")}


async def again(request: Asked, reader: Reader, failed: str, status: int) -> Response[Any]:
    return await page(request, reader, None, failed, status)


async def code_page(
    request: Asked,
    reader: Reader,
    form: Filled[Digits] | None = None,
    failed: str = "",
    status: int | None = None,
) -> Response[Any]:
    context = {"form": form or blank(Digits), "failed": failed}
    return await show(request, reader, "pages/sign_in/code.html", context, "sheet", status=status)


async def receipt_page(
    request: Asked,
    reader: Reader,
    form: Filled[ByReceipt] | None = None,
    failed: str = "",
    status: int | None = None,
) -> Response[Any]:
    context = {"form": form or blank(ByReceipt), "failed": failed}
    return await show(request, reader, "pages/sign_in/receipt.html", context, "sheet", status=status)


handlers = [enter]
