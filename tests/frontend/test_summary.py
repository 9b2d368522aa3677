"""A summary told in clear is for who may read a summary, and for nobody below; who may read all reads the words."""

from datetime import date
from uuid import uuid5

import pytest

from events.category import Category
from events.network.member import RoleGranted
from events.role import Role
from events.sealed import seal
from frontend.door import opened
from tests.frontend.pages.telling import LONG_AGO, Telling, closed
from tests.people import AHMED, DARIO, MARTA, OLGA, TEO, Person

DAY = date(2026, 11, 22)
HERE = "here/text"
BOX = closed(seal("ventisette su trenta", AHMED.id, Category.SCORES), HERE).model_copy(update={"place": HERE})


class Band:
    """Printed as a page would that has a band in clear."""

    def __init__(self) -> None:
        self.box = BOX

    def __str__(self) -> str:
        return str(opened(self.box, summary="fascia alta"))


@pytest.mark.parametrize(
    ("person", "reads"),
    [(OLGA, "ventisette su trenta"), (MARTA, "fascia alta"), (TEO, "Riservato"), (DARIO, "Riservato")],
    ids=lambda it: getattr(it, "role", it),
)
async def test_words_a_band_or_the_constant_sentence(person: Person, reads: str) -> None:
    it = Telling()
    it.auditor(DARIO)
    if person is not DARIO:
        granted = RoleGranted(person=person.id, role=Role(person.role), since=LONG_AGO)
        it.tell(uuid5(person.id, "member"), granted, it.records[0].occurred_at, MARTA.id)
    _, shown = await it.printed(it.reader(person, Role(person.role), DAY), BOX, Band())

    assert reads in shown
    assert ("fascia" in shown) is (person is MARTA)
