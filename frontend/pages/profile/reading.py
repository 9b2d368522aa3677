"""POST /profilo/lettura: easy words or the full page, wherever I sign in."""

from typing import Any, Literal

from litestar import Response, post

from events.network.reading import ChooseReading, reading_of
from frontend import reading
from frontend.asked import AReader, Asked
from frontend.forms import Filled, Form, read_form
from frontend.i18n import N_
from frontend.showing import show
from frontend.submitting import submit


class HowIRead(Form):
    easy: Literal["yes", "no"]


@post("/profilo/lettura", opt={"can": "reading.choose"})
async def choose(request: Asked, reader: AReader) -> Response[Any]:
    """What was chosen on this device gives way to it."""
    form = await read_form(request, HowIRead)
    own = {"stream": reading_of(reader.person), "dossier": reader.person}

    async def again(it: Filled[HowIRead] | None) -> Response[Any]:
        context = {"said": it, "refused": bool(it and it.errors)}
        return await show(request, reader, "pages/profile/not_chosen.html", context)

    answer = await submit(
        request, reader, form, lambda it: ChooseReading(**own, easy=it.easy == "yes"), back="/profilo",
        again=again, done=N_("Salvato. Puoi cambiarlo quando vuoi."),
    )  # fmt: skip
    if answer.status_code == 303:
        answer.headers["set-cookie"] = reading.kept("", request.url.scheme == "https")
    return answer
