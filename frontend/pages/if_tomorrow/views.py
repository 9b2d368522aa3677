"""GET /se-domani: what would hold; /se-domani/prova: the yearly trial; /se-domani/scritti: writing a part down."""

from functools import partial
from sqlite3 import Connection
from typing import Any, get_args

from litestar import Response, get, post

from events.accompaniment.continuity import Part
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.if_tomorrow.forms import Drill, Writing, drilled, written
from frontend.pages.if_tomorrow.queries import tomorrows
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/se-domani"
TRIED = N_("Prova fatta. Se manca qualcosa, da oggi ci pensa chi segue il progetto.")


@get(PAGE, opt={"can": "project.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    context = {"people": tomorrows(db, reader), "code": code, "label": label, "today": reader.day}
    return await show(request, reader, "pages/if_tomorrow/tomorrow.html", context, "sheet")


@get(f"{PAGE}/prova", opt={"can": "project.say"})
async def begin(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await trial(request, reader, db, None)


@post(f"{PAGE}/prova", opt={"can": "project.say"})
async def drill(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Drill)
    again = partial(trial, request, reader, db)
    return await submit(request, reader, form, drilled, back=PAGE, again=again, done=TRIED)


@get(f"{PAGE}/scritti", opt={"can": "project.say"})
async def begin_writing(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await writing(request, reader, db, None)


@post(f"{PAGE}/scritti", opt={"can": "project.say"})
async def write(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Writing)
    again = partial(writing, request, reader, db)
    return await submit(request, reader, form, written, back=PAGE, again=again, done=N_("Scritto."))


async def trial(request: Asked, reader: Reader, db: Connection, form: Filled[Drill] | None) -> Response[Any]:
    context = about(request, reader, db) | {
        "form": form or blank(Drill),
        "refused": bool(form and form.errors),
    }
    return await show(request, reader, "pages/if_tomorrow/trial.html", context, "form")


async def writing(
    request: Asked, reader: Reader, db: Connection, form: Filled[Writing] | None
) -> Response[Any]:
    named = str(form.typed["part"]) if form else request.query_params.get("parte", "")
    part = named if named in get_args(Part) else "people"
    context = about(request, reader, db) | {
        "form": form or blank(Writing, part=part),
        "part": part,
        "refused": bool(form and form.errors),
    }
    return await show(request, reader, "pages/if_tomorrow/writing.html", context, "form")


def about(request: Asked, reader: Reader, db: Connection) -> dict[str, Any]:
    """The person the address names among those shown, or the first of them."""
    people = tomorrows(db, reader)
    shown = [it for it in people if it.shown]
    named = request.query_params.get("chi", "")
    chosen = next((it for it in shown if str(it.person) == named), shown[0] if shown else None)
    return {"it": chosen, "people": people, "code": code, "label": label}


handlers = [read, begin, drill, begin_writing, write]
