"""GET /orienta: four questions, three options; a sheet to take home. Anybody may ask, nothing is stored."""

from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get

from frontend.asked import AReader, Asked, Db
from frontend.forms import blank, identity
from frontend.i18n import LOCALE
from frontend.pages.desk.filling import Given
from frontend.pages.desk.queries import contact_of
from frontend.pages.desk.reach import mine
from frontend.pages.guide import words
from frontend.pages.guide.queries import entries
from frontend.pages.network.queries import districts
from frontend.pages.orientation import asking, sheet
from frontend.pages.orientation.choosing import RULE, options
from frontend.pages.orientation.paper import address
from frontend.permissions import PUBLIC
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show

PAGE = "/orienta"


@get(PAGE, opt={"can": PUBLIC, "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    answers = asking.given(db, request.query_params)
    contact = looked_after(db, reader, identity(request.query_params.get("contatto")))
    question = asking.question(db, answers, contact.id if contact else None)
    context: dict[str, Any] = {"question": question, "contact": contact, "all": asking.ASKED, "label": code}
    if question is None:
        context |= found(db, reader, answers, contact.id if contact else None)
    return await show(request, reader, "pages/orientation/orientation.html", context, "sheet")


def looked_after(db: Connection, reader: Reader, it: UUID | None) -> Any:
    """The contact these questions are asked for, where the reader looks after it; else there is none."""
    found = contact_of(db, it) if it else None
    return found if found and mine(db, reader, found) else None


def found(db: Connection, reader: Reader, answers: dict[str, str], contact: UUID | None) -> dict[str, Any]:
    three = options(asking.understood(answers, LOCALE.get()), entries(db, reader.day))
    return {
        "options": three,
        "rule": RULE,
        "words": words,
        "districts": {it.id: it.name for it in districts(db)},
        "today": reader.day,
        "given": blank(Given, contact=contact) if contact else None,
        "said": [dict(asking.choices(db, name))[value] for name, value in answers.items()],
        "again": asking.address(dict(list(answers.items())[:-1]), contact),
        "sheet": address([it.entry.id for it in three], contact),
    }


handlers = [read, *sheet.handlers]
