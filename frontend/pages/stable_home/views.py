"""GET /verso-casa-stabile: the path; /verso-casa-stabile/desiderio: a wish, in one's own voice."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from pydantic import Field

from events.accompaniment.life_project import RecordWish, life_project_of
from events.accompaniment.readiness import EDITION
from events.category import Category
from events.role import Role
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.nights.shown import of_whom, shows
from frontend.pages.stable_home.queries import paths
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/verso-casa-stabile"


class Wishing(Form):
    person: UUID
    words: Annotated[str, Field(min_length=1, max_length=500)]


@get(PAGE, opt={"can": "project.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    context = {
        "people": paths(db, reader),
        "code": code,
        "label": label,
        "edition": EDITION,
        "family": reader.role is Role.FAMILY,
    }
    return await show(request, reader, "pages/stable_home/path.html", context, "sheet")


@get(f"{PAGE}/desiderio", opt={"can": "project.say"})
async def begin(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await wish_page(request, reader, db, None)


@post(f"{PAGE}/desiderio", opt={"can": "project.say"})
async def wish(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Wishing)
    return await submit(
        request, reader, form, partial(wished, reader), back=PAGE,
        again=partial(wish_page, request, reader, db), done=N_("Scritto, con la tua voce."),
    )  # fmt: skip


def wished(reader: Reader, it: Wishing) -> RecordWish:
    voice = "family" if reader.role is Role.FAMILY else "person"
    return RecordWish.model_validate(
        {"stream": life_project_of(it.person), "dossier": it.person, "voice": voice, "words": it.words}
    )


async def wish_page(
    request: Asked, reader: Reader, db: Connection, form: Filled[Wishing] | None
) -> Response[Any]:
    shown = [it for it in of_whom(reader) if shows(reader, it, Category.GOALS)]
    context = {
        "people": shown,
        "others": [it for it in of_whom(reader) if it not in shown],
        "form": form or blank(Wishing, **({"person": shown[0]} if shown else {})),
        "refused": bool(form and form.errors),
        "family": reader.role is Role.FAMILY,
    }
    return await show(request, reader, "pages/stable_home/wish.html", context, "form")


handlers = [read, begin, wish]
