"""Forms under /rete: a partner joins, a district is named, an Info Point opens."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from babel.dates import get_day_names
from litestar import Response, get, post

from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import LOCALE, N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.network.queries import districts, organisations
from frontend.pages.partners import filling
from frontend.pages.partners.filling import NewDistrict, NewPartner, NewPoint
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

NETWORK = "/rete"


@get("/rete/enti/nuovo", opt={"can": "network.change"})
async def new_partner(request: Asked, reader: AReader) -> Response[Any]:
    return await partner_page(request, reader, None)


async def partner_page(request: Asked, reader: Reader, form: Filled[NewPartner] | None) -> Response[Any]:
    context = {
        "form": form or blank(NewPartner, organisation=uuid7(), part="partner", since=reader.day),
        "forms": choices("legal_form", filling.LEGAL_FORMS),
        "parts": choices("part", filling.PARTS),
        "competences": choices("competences", filling.COMPETENCES),
    }
    return await show(request, reader, "pages/partners/partner.html", context, "form")


def choices(name: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(it, label("network", name, it)) for it in values]


@post("/rete/enti", opt={"can": "network.change"})
async def enrol(request: Asked, reader: AReader) -> Response[Any]:
    form = await read_form(request, NewPartner)
    return await submit(
        request, reader, form, filling.enrolling, back=NETWORK,
        again=partial(partner_page, request, reader), done=N_("Ente aggiunto alla rete."),
    )  # fmt: skip


@get("/rete/quartieri/nuovo", opt={"can": "network.change"})
async def new_district(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await district_page(request, reader, db, None)


async def district_page(
    request: Asked, reader: Reader, db: Connection, form: Filled[NewDistrict] | None
) -> Response[Any]:
    context = {"form": form or blank(NewDistrict, district=uuid7()), "districts": districts(db)}
    return await show(request, reader, "pages/partners/district.html", context, "form")


@post("/rete/quartieri", opt={"can": "network.change"})
async def name_district(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, NewDistrict)
    return await submit(
        request, reader, form, filling.naming, back=NETWORK,
        again=partial(district_page, request, reader, db), done=N_("Quartiere aggiunto."),
    )  # fmt: skip


@get("/rete/punti/nuovo", opt={"can": "network.change"})
async def new_point(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await point_page(request, reader, db, None)


async def point_page(
    request: Asked, reader: Reader, db: Connection, form: Filled[NewPoint] | None
) -> Response[Any]:
    names = get_day_names("wide", locale=LOCALE.get())
    context = {
        "form": form or blank(NewPoint, point=uuid7(), channels=("desk",), since=reader.day),
        "organisations": organisations(db, reader.day),
        "channels": choices("channels", filling.CHANNELS),
        "weekdays": [(str(day), names[day]) for day in filling.WEEKDAYS],
    }
    return await show(request, reader, "pages/partners/point.html", context, "form")


@post("/rete/punti", opt={"can": "network.change"})
async def open_point(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, NewPoint)
    return await submit(
        request, reader, form, filling.opening, back=NETWORK,
        again=partial(point_page, request, reader, db), done=N_("Info Point aperto: chiunque lo trova."),
    )  # fmt: skip


handlers = [new_partner, enrol, new_district, name_district, new_point, open_point]
