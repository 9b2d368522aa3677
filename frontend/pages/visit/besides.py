"""What else may be noticed on a visit: something broken, something to talk about."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from events.accompaniment.repair import Broken, NoteRepair, SettleRepair
from events.pacts.tension import OpenTension, tensions_of
from frontend.forms import Form, NewId
from frontend.pages.visit.queries import Visit


class Repairing(Form):
    """``repair`` is made with the form."""

    repair: NewId
    what: Broken
    words: Annotated[str, Field(max_length=500)] = ""


class Repaired(Form):
    repair: UUID


class Talking(Form):
    """``tension`` is made with the form; nobody's words go with it."""

    tension: NewId


def note_repair(visit: Visit, it: Repairing) -> NoteRepair:
    return NoteRepair(stream=it.repair, dossier=visit.dossier, what=it.what, words=it.words, visit=visit.id)


def settle_repair(visit: Visit, it: Repaired) -> SettleRepair:
    return SettleRepair(stream=it.repair, dossier=visit.dossier)


def invite_to_talk(visit: Visit, it: Talking) -> OpenTension:
    return OpenTension(stream=tensions_of(visit.dossier), dossier=visit.dossier, tension=it.tension)
