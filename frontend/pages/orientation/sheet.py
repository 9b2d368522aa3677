"""GET /orienta/foglio: the options on paper, in the person's language and in easy words, with the way back here."""

import io
from typing import Any
from uuid import UUID

import segno
from litestar import Response, get
from litestar.exceptions import NotFoundException
from markupsafe import Markup

from events.intake.contact import code_of
from frontend import i18n
from frontend.asked import AReader, Asked, Db
from frontend.forms import identity
from frontend.i18n import LOCALES
from frontend.node import node_of
from frontend.pages.desk.queries import contact_of
from frontend.pages.desk.reach import mine
from frontend.pages.guide import words
from frontend.pages.guide.queries import chosen
from frontend.pages.network.queries import districts
from frontend.pages.orientation.paper import SHEET, address
from frontend.permissions import PUBLIC
from frontend.showing import show

MOST = 5
OF_ITSELF = {"it": "Italiano", "en": "English"}


@get(SHEET, opt={"can": PUBLIC, "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """``in`` is the language of the sheet alone: who prints it keeps their own."""
    asked = request.query_params
    named = [it for it in map(identity, asked.get("voci", "").split(",")[:MOST]) if it]
    listed = chosen(db, named, reader.day)
    if not listed:
        raise NotFoundException
    it = contact_of(db, contact) if (contact := identity(asked.get("contatto"))) else None
    known = it.id if it and mine(db, reader, it) else None
    language = asked.get("in") if asked.get("in") in LOCALES else i18n.LOCALE.get()
    i18n.use(language or "it")
    origin = node_of(request).settings.public_origin
    context = {
        "entries": listed,
        "easy": asked.get("facile") == "1",
        "code": code_of(known) if known else None,
        "address": f"{origin}/guida".partition("//")[2],
        "qr": picture(origin + address([each.id for each in listed], None, language or "")),
        "ways": ways([each.id for each in listed], known),
        "words": words,
        "districts": {each.id: each.name for each in districts(db)},
        "today": reader.day,
        "origin": origin,
        "back": f"/sportello/contatti/{known}" if known else "/guida",
    }
    return await show(request, reader, "pages/orientation/sheet.html", context)


def ways(entries: list[UUID], contact: UUID | None) -> list[tuple[str, str, bool]]:
    """The same sheet in each language, plain and easy: its address, what it is called, whether it is easy."""
    return [
        (address(entries, contact, language, easy), OF_ITSELF[language], easy)
        for language in LOCALES
        for easy in (False, True)
    ]


def picture(of: str) -> Markup:
    """A QR code as SVG; it takes the colour of the ink, so that it also prints."""
    drawn = io.BytesIO()
    code = segno.make(of, error="m", micro=False)
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=True,
        nl=False,
        border=1,
        omitsize=True,
        dark="#000",
        light="#fff",
    )
    return Markup(drawn.getvalue().decode())


handlers = [read]
