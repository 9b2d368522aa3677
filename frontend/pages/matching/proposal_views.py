"""One proposal in the coordinator's hands: meeting, answers, decision with its reason, or letting it go."""

from collections.abc import Callable
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from events.message import Command
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, came_back, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.homes.queries import home_of
from frontend.pages.matching import filling, words
from frontend.pages.matching.explaining import explain
from frontend.pages.matching.filling import Decided, Dropped, Met
from frontend.pages.matching.queries import Proposal, proposal_of
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

Make = Callable[[Any, Proposal], Command]


@get("/abbinamenti/proposte/{proposal:uuid}", opt={"can": "match.read"})
async def read(request: Asked, reader: AReader, db: Db, proposal: Id) -> Response[Any]:
    return await page(request, reader, db, proposal, None)


async def page(
    request: Asked, reader: Reader, db: Connection, proposal: UUID, form: Filled[Any] | None
) -> Response[Any]:
    """`form` is whichever of the three came back."""
    it = known(db, proposal)
    context = {
        "it": it,
        "home": home_of(db, it.home),
        "form": form,
        "meeting": came_back(form, "day-day") or blank(Met, day=reader.day),
        "decision": came_back(form, "cohabitation") or blank(Decided, cohabitation=uuid7()),
        "drop": came_back(form, "why") or blank(Dropped),
        "dossier": it.home,
        "explain": explain,
        "words": words,
        "filling": filling,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/matching/proposal.html", context, "sheet")


@post("/abbinamenti/proposte/{proposal:uuid}/incontro", opt={"can": "match.decide"})
async def meet(request: Asked, reader: AReader, db: Db, proposal: Id) -> Response[Any]:
    return await act(request, reader, db, proposal, Met, filling.meeting, N_("Incontro segnato."))


@post("/abbinamenti/proposte/{proposal:uuid}/decisione", opt={"can": "match.decide"})
async def decide(request: Asked, reader: AReader, db: Db, proposal: Id) -> Response[Any]:
    return await act(
        request, reader, db, proposal, Decided, filling.decision, N_("Deciso: vivranno insieme.")
    )


@post("/abbinamenti/proposte/{proposal:uuid}/chiusura", opt={"can": "match.decide"})
async def drop(request: Asked, reader: AReader, db: Db, proposal: Id) -> Response[Any]:
    return await act(request, reader, db, proposal, Dropped, filling.dropping, N_("Proposta chiusa."))


async def act(
    request: Asked, reader: Reader, db: Connection, proposal: UUID, model: type[Form], make: Make, done: str
) -> Response[Any]:
    it = known(db, proposal)
    form: Filled[Any] = await read_form(request, model)

    return await submit(
        request, reader, form, lambda typed: make(typed, it), back=f"/abbinamenti/proposte/{proposal}",
        again=partial(page, request, reader, db, proposal), done=done,
    )  # fmt: skip


def known(db: Connection, proposal: UUID) -> Proposal:
    it = proposal_of(db, proposal)
    if it is None:
        raise NotFoundException
    return it


handlers = [read, meet, decide, drop]
