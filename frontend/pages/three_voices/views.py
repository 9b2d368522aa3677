"""GET /tre-voci: the same ladder in three voices; POST /tre-voci: how much help it takes at home, says the family."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.goal import RateLadder
from events.role import Role
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.three_voices.queries import voices
from frontend.pages.visit.choices import steps
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/tre-voci"


class Said(Form):
    goal: UUID
    level: Annotated[int, Field(ge=1, le=5)]


@get(PAGE, opt={"can": "voices.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(PAGE, opt={"can": "voices.say"})
async def say(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Said)
    return await submit(
        request, reader, form, partial(said, db, reader), back=PAGE,
        again=partial(page, request, reader, db), done=N_("Segnato: la tua voce è accanto alle altre."),
    )  # fmt: skip


def said(db: Connection, reader: Reader, it: Said) -> RateLadder:
    """Raises NotFoundException for a goal nobody shows to this reader."""
    goal = next((goal for each in voices(db, reader) for goal in each.goals if goal.id == it.goal), None)
    if goal is None:
        raise NotFoundException
    return RateLadder(
        stream=goal.id, dossier=goal.dossier, person=goal.person, level=it.level, voice="family"
    )


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Said] | None) -> Response[Any]:
    context = {
        "people": voices(db, reader),
        "said": form,
        "steps": steps(),
        "new_id": uuid7,
        "family": reader.role is Role.FAMILY,
    }
    return await show(request, reader, "pages/three_voices/three_voices.html", context, "sheet")


handlers = [read, say]
