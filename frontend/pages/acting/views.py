"""GET /agire: for whom one may act today; POST /agire goes in their name, POST /agire/fine comes back."""

from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db
from frontend.forms import Form, read_form
from frontend.ids import uuid7
from frontend.pages.powers import words
from frontend.pages.powers.queries import Decree, held_by
from frontend.pages.sign_in.coming_in import come_in
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.showing import show

HERE = "/agire"


class ForWhom(Form):
    person: UUID


@get(HERE, opt={"can": "acting.choose"})
async def choose(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    mine = held(db, reader)
    if not mine and reader.holder is None:
        raise NotFoundException
    context = {"decrees": mine, "words": words, "new_id": uuid7, "dossier": reader.looker.person}
    return await show(request, reader, "pages/acting/acting.html", context, "sheet")


def held(db: Connection, reader: Reader) -> tuple[Decree, ...]:
    """What who sits before the screen holds today, whoever's name they go in."""
    return held_by(db, entries_of(db, reader.looker.person), reader.day)


@post(HERE, opt={"can": "acting.choose"})
async def act_for(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """With a new session, as whenever somebody's rights change."""
    form = await read_form(request, ForWhom)
    wanted = form.value.person if form.value else None
    if wanted is None or all(it.person != wanted for it in held(db, reader)):
        raise NotFoundException
    me = reader.looker
    return await come_in(request, me.person, me.role, me.organisation, wanted, means="acting")


@post(f"{HERE}/fine", opt={"can": "acting.choose"})
async def be_oneself(request: Asked, reader: AReader) -> Response[Any]:
    me = reader.looker
    return await come_in(request, me.person, me.role, me.organisation, means="acting")


handlers = [choose, act_for, be_oneself]
