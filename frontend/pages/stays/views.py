"""GET /soggiorni: the desk of stays; one POST for each thing that is done there."""

from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, get, post

from frontend.asked import AReader, Asked, Db
from frontend.forms import read_form
from frontend.i18n import N_
from frontend.pages.stays import forms, roll
from frontend.pages.stays.page import PAGE, page
from frontend.reader import Reader
from frontend.submitting import submit


@get(PAGE, opt={"can": "stays.handle", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(f"{PAGE}/conferme", opt={"can": "stays.decide"})
async def confirm(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(request, reader, db, forms.Confirming, forms.confirmed, N_("Confermato."))


@post(f"{PAGE}/risposte", opt={"can": "stays.decide"})
async def decline(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(
        request, reader, db, forms.Declining, forms.declined, N_("Risposta mandata, con il motivo.")
    )


@post(f"{PAGE}/sostegni", opt={"can": "stays.handle"})
async def support(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(request, reader, db, forms.Supporting, forms.supported, N_("Segnato quanto aiuto serve."))


@post(f"{PAGE}/presenze", opt={"can": "stays.handle"})
async def be_there(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(request, reader, db, forms.About, forms.present, N_("Segnato: ci sei tu."))


@post(f"{PAGE}/arrivi", opt={"can": "stays.handle", "field": True})
async def arrive(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(request, reader, db, forms.About, forms.arrived, N_("Segnato l’arrivo."))


@post(f"{PAGE}/ritorni", opt={"can": "stays.handle", "field": True})
async def leave(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(request, reader, db, forms.About, forms.left, N_("Segnato il ritorno a casa."))


@post(f"{PAGE}/frasi", opt={"can": "stays.handle"})
async def tell(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(request, reader, db, forms.Telling, forms.told, N_("Scritto: una frase basta."))


@post(f"{PAGE}/coperture", opt={"can": "stays.handle"})
async def cover(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await do(
        request, reader, db, forms.Covering, forms.covered, N_("Segnato: tutte le ore sono coperte.")
    )


@post(f"{PAGE}/regole", opt={"can": "stays.decide"})
async def publish(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, forms.Publishing)
    again = partial(page, request, reader, db)
    make = partial(forms.published, db, reader)
    return await submit(request, reader, form, make, back=PAGE, again=again, done=N_("Regole pubblicate."))


async def do(
    request: Asked, reader: Reader, db: Connection, model: Any, make: Any, done: str
) -> Response[Any]:
    form = await read_form(request, model)
    again = partial(page, request, reader, db)
    return await submit(
        request, reader, form, forms.making(db, reader, make), back=PAGE, again=again, done=done
    )


handlers = [
    read, confirm, decline, support, be_there, arrive, leave, tell, cover, publish, *roll.handlers,
]  # fmt: skip
