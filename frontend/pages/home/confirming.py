"""A resident's own tap: yes, they were here."""

import sqlite3
from uuid import UUID

from litestar.exceptions import NotFoundException

from events.accompaniment.presence import CountersignVisit
from frontend.forms import Form
from frontend.pages.visit.queries import visit
from frontend.reader import Reader


class Confirmation(Form):
    visit: UUID


def confirmation(db: sqlite3.Connection, reader: Reader, it: Confirmation) -> CountersignVisit:
    """Raises NotFoundException for a visit of another home."""
    found = visit(db, it.visit)
    if found is None or found.dossier not in reader.homes:
        raise NotFoundException
    return CountersignVisit(stream=found.id, dossier=found.dossier, by=reader.person, means="tap")
