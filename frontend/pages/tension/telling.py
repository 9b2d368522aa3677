"""Opening it, telling one's side, calling who accompanies the home, letting it end."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response, post

from events.pacts.tension import (
    CloseTension,
    DismissMediator,
    InviteMediator,
    OpenTension,
    TellSide,
    tensions_of,
)
from frontend.asked import AReader, Asked, Db
from frontend.forms import read_form
from frontend.i18n import N_
from frontend.pages.tension.forms import About, Begun, Called, Told
from frontend.pages.tension.page import page
from frontend.pages.turns.marking import home_of
from frontend.reader import Reader
from frontend.submitting import submit

HERE = "/parliamone"


@post(HERE, opt={"can": "tension.talk"})
async def begin(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Begun)
    return await submit(
        request, reader, form, partial(opening, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Salvato. Lo leggi solo tu."),
    )  # fmt: skip


def opening(reader: Reader, it: Begun) -> OpenTension:
    own = of_the_home(reader, it.tension)
    return OpenTension(**own, person=reader.person, happened=it.happened, need=it.need)


def of_the_home(reader: Reader, tension: UUID) -> dict[str, UUID]:
    home = home_of(reader)
    return {"stream": tensions_of(home), "dossier": home, "tension": tension}


@post(f"{HERE}/parte", opt={"can": "tension.talk"})
async def tell(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Told)
    return await submit(
        request, reader, form, partial(told, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Salvato. Lo leggi solo tu."),
    )  # fmt: skip


def told(reader: Reader, it: Told) -> TellSide:
    own = of_the_home(reader, it.tension)
    return TellSide(**own, person=reader.person, happened=it.happened, need=it.need)


@post(f"{HERE}/aiuto", opt={"can": "tension.talk"})
async def call(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Called)
    return await submit(
        request, reader, form, partial(calling, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Chiamata fatta."),
    )  # fmt: skip


def calling(reader: Reader, it: Called) -> InviteMediator:
    own = of_the_home(reader, it.tension)
    return InviteMediator(**own, person=reader.person, mediator=it.mediator)


@post(f"{HERE}/aiuto/annullo", opt={"can": "tension.talk"})
async def dismiss(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Called)
    return await submit(
        request, reader, form, partial(dismissing, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Fatto: non legge più la tua parte."),
    )  # fmt: skip


def dismissing(reader: Reader, it: Called) -> DismissMediator:
    own = of_the_home(reader, it.tension)
    return DismissMediator(**own, person=reader.person, mediator=it.mediator)


@post(f"{HERE}/chiusura", opt={"can": "tension.talk"})
async def let_go(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, About)
    return await submit(
        request, reader, form, partial(ending, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Va bene così."),
    )  # fmt: skip


def ending(reader: Reader, it: About) -> CloseTension:
    return CloseTension(**of_the_home(reader, it.tension), person=reader.person)


handlers = [begin, tell, call, dismiss, let_go]
