"""A form that came after a colleague's change: both versions side by side, instead of the form again."""

from typing import Any

from litestar import Request, Response

from events.message import Command
from frontend.forms import Filled
from frontend.reader import Reader
from frontend.scope.queries import dossier_of

ASKED = "asked"
MAY = "comparison.settle"
CONFLICT = 409


def comparable(request: Request[Any, Any, Any], reader: Reader) -> bool:
    """Whether they may read what stands there now."""
    command: Command = request.scope["state"][ASKED]
    return reader.db is not None and reader.may(MAY, dossier_of(reader.db, command.stream))


async def side_by_side(request: Request[Any, Any, Any], reader: Reader, form: Filled[Any]) -> Response[Any]:
    # That page has a form of its own, which comes here in its turn.
    from frontend.pages.comparison.views import page

    command: Command = request.scope["state"][ASKED]
    assert reader.db is not None
    return await page(
        request, reader, reader.db, command.stream,
        typed=dict(form.typed.items()) | {"version": str(form.version or 0)},
        action=request.url.path, context=command.context(), status=CONFLICT,
    )  # fmt: skip
