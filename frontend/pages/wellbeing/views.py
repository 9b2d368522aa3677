"""GET /andamento: how they are; POST /andamento/{goal}: the family's own voice about one goal."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.goal import RateLadder
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.pages.goals.queries import Goal
from frontend.pages.my_day.words import faces, known
from frontend.pages.visit.choices import steps
from frontend.pages.wellbeing.queries import Close, close_to
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/andamento"
TEMPLATE = "pages/wellbeing/wellbeing.html"
DONE = N_("Segnato. Puoi cambiare idea quando vuoi.")


class Said(Form):
    level: Annotated[int, Field(ge=1, le=5)]


@get(PAGE, opt={"can": "wellbeing.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None, None)


@post("/andamento/{goal:uuid}", opt={"can": "wellbeing.rate"})
async def rate(request: Asked, reader: AReader, db: Db, goal: Id) -> Response[Any]:
    it = shown(close_to(db, reader), goal)
    form = await read_form(request, Said)
    return await submit(
        request, reader, form, partial(rating, it), back=PAGE, done=DONE,
        again=partial(page, request, reader, db, goal),
    )  # fmt: skip


def shown(people: tuple[Close, ...], goal: UUID) -> Goal:
    """A goal nobody shows to this reader is one that is not there."""
    found = next((it for close in people for it in close.goals if it.id == goal), None)
    if found is None:
        raise NotFoundException
    return found


def rating(goal: Goal, said: Said) -> RateLadder:
    return RateLadder(
        stream=goal.id, dossier=goal.dossier, person=goal.person, level=said.level, voice="family"
    )


async def page(
    request: Asked, reader: Reader, db: Connection, goal: UUID | None, form: Filled[Said] | None
) -> Response[Any]:
    context = told(db, reader)
    if goal and form:
        context["forms"][goal] = form
    status = form.status if form else None
    return await show(request, reader, TEMPLATE, context, "sheet", status=status)


def told(db: Connection, reader: Reader) -> dict[str, Any]:
    people = close_to(db, reader)
    return {
        "people": people,
        "forms": {it.id: blank(Said) for close in people for it in close.goals},
        "steps": steps(),
        "code": code,
        "today": reader.day,
        "face_words": known(faces()),
    }


handlers = [read, rate]
