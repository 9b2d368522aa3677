"""The glass on the pages: who may break it where, what opens for an hour, and that somebody else reviews it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from events.accompaniment.glass import GlassBroken, GlassLeftUnreviewed, GlassReviewed
from events.category import Category
from events.role import Role
from events.sealed import seal
from frontend.door import opened
from frontend.pages.glass.projection import projection as glass
from frontend.pages.glass.queries import opening, openings_of, to_review
from tests.frontend.pages.house_of_two import HERE, at, held, house, noted
from tests.frontend.pages.telling import Telling, rows
from tests.people import COHABITATION_PONTETETTO, COHABITATION_SAN_VITO, DARIO, MARTA, PAOLO, SARA, UGO, id_of
from tests.system.house import House
from tests.system.signing_in import signed_in

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WHY = "Serve sapere se le due visite sono davvero due."
VITO = f"/casi/{COHABITATION_SAN_VITO}/necessita"


def broken(by: UUID, role: Role, *categories: Category, dossier: UUID = HERE) -> GlassBroken:
    return GlassBroken(
        person=by, role=role, cohabitation=dossier, categories=categories, ground="inspection", from_at=NOW,
        until_at=NOW + timedelta(minutes=60), reason=seal(WHY, dossier, Category.INCIDENTS),
    )  # fmt: skip


async def test_an_auditors_words_open_for_an_hour_and_shut_by_themselves() -> None:
    it = house()
    it.auditor(DARIO, HERE)
    noted(it, held(it, "a", at(5)), "Il forno è rotto", at(5), visibility="team")
    box = next(one.revived().text for one in it.records if one.topic == "accompaniment.NoteWritten")
    it.tell(id_of("glass"), broken(DARIO.id, Role.AUDITOR, Category.VISIT_PROFESSIONAL), NOW, DARIO.id, HERE)

    seen = [(await printed(it, box, NOW + timedelta(minutes=minutes)))[0] for minutes in (0, 59, 60, 61)]
    assert seen[:2] == ["Il forno è rotto"] * 2
    assert seen[2] == seen[3] == await shut(box)


async def printed(it: Telling, box: object, moment: datetime) -> list[str]:
    class Shown:
        text = box

        def __str__(self) -> str:
            return str(opened(self.text))

    _, shown = await it.printed(it.reader(DARIO, Role.AUDITOR, NOW.date(), moment), box, Shown())
    return [shown]


async def shut(box: object) -> str:
    it = house()
    it.auditor(DARIO, HERE)
    return (await printed(it, box, NOW))[0]


def test_what_is_to_review_and_what_became_of_it_in_any_order() -> None:
    it = Telling(glass)
    for n, stream in enumerate(map(id_of, ("g1", "g2", "g3"))):
        it.tell(stream, broken(SARA.id, Role.OPERATOR, Category.JUDICIAL), NOW, SARA.id, HERE)
        if n == 1:
            it.tell(stream, GlassReviewed(by=MARTA.id, outcome="justified"), NOW, MARTA.id, HERE)
        if n == 2:
            it.tell(stream, GlassLeftUnreviewed(person=SARA.id), NOW, SARA.id, HERE)

    assert [(one.id, one.overdue) for one in to_review(it.db)] == [(id_of("g1"), False), (id_of("g3"), True)]
    assert opening(it.db, id_of("g2")).outcome == "justified"
    assert len(openings_of(it.db, HERE)) == 3
    assert all(rows(it.taken(it.shuffled(seed)), glass) == rows(it.db, glass) for seed in range(5))


@pytest.mark.parametrize(("person", "dossier", "status"), [
    (PAOLO, COHABITATION_SAN_VITO, 404), (PAOLO, COHABITATION_PONTETETTO, 200), (UGO, COHABITATION_SAN_VITO, 404),
    (MARTA, COHABITATION_SAN_VITO, 200), (MARTA, uuid4(), 404), (DARIO, COHABITATION_SAN_VITO, 200),
])  # fmt: skip
def test_the_glass_stands_before_ones_own_cases_only(demo: House, person, dossier, status) -> None:
    with signed_in(demo, person) as phone:
        assert phone.get(f"/casi/{dossier}/necessita").status_code == status
