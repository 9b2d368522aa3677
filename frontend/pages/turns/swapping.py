"""Asking for a swap, and answering one."""

from datetime import timedelta
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from events.pacts.duties import AgreeSwap, AskSwap, DeclineSwap, duties_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.pages.turns.forms import Answer, SwapWanted
from frontend.pages.turns.marking import home_of, own_turn
from frontend.pages.turns.queries import Turn, turns_between
from frontend.pages.turns.weights import duty_name
from frontend.reader import Reader
from frontend.scope.queries import members_of
from frontend.showing import show
from frontend.submitting import Again, submit

AHEAD = timedelta(weeks=2)
HERE = "/turni/scambi"


@get(HERE, opt={"can": "duties.change"})
async def form(request: Asked, reader: AReader, db: Db, turno: FromQuery[UUID]) -> Response[Any]:
    turn = mine(db, reader, turno)
    others = others_of(db, reader)
    chosen = {"other": others[0]} if len(others) == 1 else {}
    return await page(request, reader, db, blank(SwapWanted, turn=turn.id, **chosen))


@post(HERE, opt={"can": "duties.change"})
async def ask(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    wanted = await read_form(request, SwapWanted)
    return await submit(
        request, reader, wanted, partial(asked, db, reader), back="/turni", again=partial(page, request, reader, db),
        done=N_("Scambio chiesto."),
    )  # fmt: skip


def asked(db: Connection, reader: Reader, it: SwapWanted) -> AskSwap:
    home = mine(db, reader, it.turn).home
    return AskSwap(
        stream=duties_of(home),
        dossier=home,
        turn=it.turn,
        person=reader.person,
        other=it.other,
        exchange=it.exchange,
    )


async def page(
    request: Asked, reader: Reader, db: Connection, it: Filled[SwapWanted] | None
) -> Response[Any]:
    """Once asked, the question is seen on the week."""
    if it is None:
        return Response("", headers={"hx-redirect": "/turni"})
    turn = mine(db, reader, turn_typed(it))
    ahead = turns_between(db, turn.home, reader.day, reader.day + AHEAD)
    context = {
        "dossier": turn.home, "turn": turn, "others": others_of(db, reader), "form": it,
        "refused": bool(it.errors), "duty_name": duty_name,
        "exchanges": [one for one in ahead if one.owner not in (None, reader.person) and not one.done],
    }  # fmt: skip
    return await show(request, reader, "pages/turns/swap.html", context)


def turn_typed(it: Filled[SwapWanted]) -> UUID:
    try:
        return UUID(it.typed["turn"])
    except (TypeError, ValueError) as error:
        raise NotFoundException from error


def mine(db: Connection, reader: Reader, turn: UUID) -> Turn:
    """Raises NotFoundException for a turn that is not the reader's to give."""
    found = own_turn(db, reader, turn)
    if found.owner != reader.person or found.done:
        raise NotFoundException
    return found


def others_of(db: Connection, reader: Reader) -> list[UUID]:
    return [it for it in members_of(db, home_of(reader), reader.day) if it != reader.person]


async def answer(
    request: Asked, reader: Reader, db: Connection, back: str, again: Again[Answer]
) -> Response[Any]:
    """Wherever the question is shown."""
    given = await read_form(request, Answer)
    if given.errors:
        return await again(given)
    it = given.valid
    home = own_turn(db, reader, it.turn).home
    kind = AgreeSwap if it.answer == "agree" else DeclineSwap
    command = kind(stream=duties_of(home), dossier=home, turn=it.turn, person=reader.person)
    done = N_("Scambio fatto.") if it.answer == "agree" else N_("Hai detto di no allo scambio.")
    return await submit(request, reader, given, lambda _: command, back=back, again=again, done=done)


handlers = [form, ask]
