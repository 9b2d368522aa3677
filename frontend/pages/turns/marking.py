"""Done and not done after all: one tap each, the same wherever the turn is shown."""

import sqlite3
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.exceptions import NotFoundException

from events.pacts.duties import DoDuty, UndoDuty, duties_of
from frontend.asked import Asked
from frontend.forms import identity, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.turns.forms import Mark, Plain
from frontend.pages.turns.queries import Turn, one_turn
from frontend.reader import NOBODY, Reader
from frontend.submitting import Again, submit

DONE = N_("Segnato: fatto.")
UNDONE = N_("Tolto il segno.")


def home_of(reader: Reader) -> UUID:
    """The home they live in today. Raises NotFoundException."""
    if not reader.homes:
        raise NotFoundException
    return reader.homes[0]


def own_turn(db: sqlite3.Connection, reader: Reader, it: UUID) -> Turn:
    """A turn of the reader's home. Raises NotFoundException: one of another home is not there."""
    found = one_turn(db, it)
    if found is None or found.home not in reader.homes:
        raise NotFoundException
    return found


async def mark(
    request: Asked, reader: Reader, db: sqlite3.Connection, back: str, again: Again[Mark]
) -> Response[Any]:
    """The toast that follows can take it back."""
    form = await read_form(request, Mark)
    if form.errors:
        return await again(form)
    turn = own_turn(db, reader, form.valid.turn)
    do = DoDuty(
        stream=duties_of(turn.home), dossier=turn.home, turn=turn.id, person=reader.person, by=form.valid.by
    )
    undo = {"action": f"{back}/fatti/{turn.id}/annullo", "command_id": uuid7()}
    return await submit(request, reader, form, lambda _: do, back=back, again=again, done=DONE, undo=undo)


async def unmark(
    request: Asked, reader: Reader, db: sqlite3.Connection, turn: str, back: str, again: Again[Any]
) -> Response[Any]:
    """The toast knows the turn by its address alone."""
    it = own_turn(db, reader, identity(turn) or NOBODY)
    form = await read_form(request, Plain)
    undo = UndoDuty(stream=duties_of(it.home), dossier=it.home, turn=it.id, person=reader.person)
    return await submit(request, reader, form, lambda _: undo, back=back, again=again, done=UNDONE)
