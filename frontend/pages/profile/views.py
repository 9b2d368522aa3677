"""GET and POST /profilo: one's own description, opened for oneself only."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from babel import Locale
from litestar import Response, get, post

from frontend.asked import AReader, Asked, Db
from frontend.door import opened, readable
from frontend.forms import Filled, Texts, blank, read_form
from frontend.i18n import LOCALE, N_
from frontend.ids import uuid7
from frontend.kept import Kept
from frontend.labels import label
from frontend.node import node_of
from frontend.pages.matching.queries import Candidate, candidate
from frontend.pages.powers import words
from frontend.pages.powers.queries import decrees_of, held_by
from frontend.pages.profile import filling
from frontend.pages.profile.filling import HowILive
from frontend.pages.profile.reading import choose
from frontend.pages.shares.codes import code_of
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit


@get("/profilo", opt={"can": "profile.change"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(
    request: Asked, reader: Reader, db: Connection, form: Filled[HowILive] | None
) -> Response[Any]:
    mine = entries_of(db, reader.person)
    context = {
        "it": candidacy(db, reader),
        "form": form or blank(HowILive),
        "touched": form is not None,
        "said": said,
        "filling": filling,
        "language": language,
        "code": code,
        "new_id": uuid7,
        "label": label,
        "day": reader.day,
        "for_me": [it for it in decrees_of(db, mine) if it.in_force(reader.day) or it.to_come(reader.day)],
        "by_me": held_by(db, mine, reader.day),
        "words": words,
        "code_of_mine": code_of(reader.person, node_of(request).settings),
    }
    return await show(request, reader, "pages/profile/profile.html", context, "sheet")


def candidacy(db: Connection, reader: Reader) -> Candidate | None:
    """The candidacy of this human being, under whichever id it was entered with."""
    found = (candidate(db, entry) for entry in entries_of(db, reader.person))
    return next((it for it in found if it), None)


def said(profile: Kept | None) -> Texts:
    """What was said before, as texts of the form; asked for while the page is made."""
    known = opened(profile) if profile and readable(profile) else {}
    return Texts(filling.texts(known), "")


def language(it: str) -> str:
    return str(Locale.parse(LOCALE.get()).languages.get(it, it)).capitalize()


@post("/profilo", opt={"can": "profile.change"})
async def describe(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, HowILive)
    it = candidacy(db, reader)
    person = it.person if it else reader.person
    return await submit(
        request, reader, form, lambda typed: filling.description(typed, person), back="/profilo",
        again=partial(page, request, reader, db), done=N_("Salvato. Puoi cambiarlo quando vuoi."),
    )  # fmt: skip


handlers = [read, describe, choose]
