"""Ways round a wall: the glass before what is no case, a preview by who acts for another, an author in an export."""

import httpx
import pytest

from events.accompaniment.glass import BreakGlass
from events.category import Category
from services.accompaniment.glass import GLASS
from services.accompaniment.plan import PLAN
from tests.people import (
    AHMED,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    DARIO,
    GIULIA,
    HOME_SAN_VITO,
    LUCA,
    MARCO,
    MARTA,
    PIERO,
    ROSA,
    SARA,
    id_of,
)
from tests.services.story import act, refused
from tests.system.house import House
from tests.system.signing_in import hidden, signed_in

WHY = "Serve sapere adesso se ci sono misure in corso."


def breaking(phone: httpx.Client, dossier: object) -> httpx.Response:
    form = hidden(phone.get(f"/casi/{COHABITATION_PONTETETTO}/necessita").text)
    said = {**form, "ground": "health", "categories": ["judicial"], "reason": WHY}
    return phone.post(f"/casi/{dossier}/necessita", data=said)


@pytest.mark.parametrize("person", [MARTA, SARA])
@pytest.mark.parametrize("dossier", [LUCA.id, GIULIA.id, HOME_SAN_VITO, id_of("nothing at all")])
def test_no_glass_is_broken_before_a_person_or_anything_nobody_could_review(
    demo: House, person, dossier
) -> None:
    with signed_in(demo, person) as phone:
        assert breaking(phone, dossier).status_code == 404


def test_nor_does_the_service_take_it_from_elsewhere() -> None:
    asked = BreakGlass(
        stream=id_of("g"), dossier=LUCA.id, ground="health", categories=(Category.JUDICIAL,), reason=WHY
    )
    assert refused(GLASS, asked, GLASS.initial, act(MARTA), plan=PLAN.initial) == "glass.no-such-case"
    (read,) = GLASS.reads(asked).values()
    assert read.decider is PLAN


def test_who_acts_for_someone_does_not_look_through_the_eyes_of_others(demo: House) -> None:
    """A power to share opens who she is; her nights and where she is now stand on the family's pages."""
    here = f"/condivisioni/anteprima/{ROSA.id}"
    with signed_in(demo, PIERO) as phone:
        phone.post("/agire", data={**hidden(phone.get("/agire").text), "person": str(GIULIA.id)})
        page = phone.get("/condivisioni")
        assert page.status_code == 200
        assert "anteprima" not in page.text
        for path in (here, f"{here}/notti", f"{here}/andamento?vede=stays&vede=goals"):
            assert phone.get(path).status_code == 404, path
        assert phone.post(here, data={**hidden(page.text), "categories": ["stays"]}).status_code == 404


def test_an_export_does_not_say_who_began_to_talk_of_something(demo: House) -> None:
    with signed_in(demo, AHMED) as phone:
        facts = phone.get("/i-miei-dati/dati.json").json()["facts"]
    (opened,) = [it for it in facts if it["what"] == "pacts.TensionOpened"]
    assert opened["by"] == "una persona"
    with signed_in(demo, MARCO) as phone:
        facts = phone.get("/i-miei-dati/dati.json").json()["facts"]
    assert [it["by"] for it in facts if it["what"] == "pacts.TensionOpened"] == ["io"]


@pytest.mark.parametrize(
    "until", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "9999-12-31", "9" * 40]
)
def test_no_instant_breaks_a_rewound_page(demo: House, until: str) -> None:
    with signed_in(demo, DARIO) as phone:
        assert phone.get(f"/riavvolgi/{COHABITATION_SAN_VITO}?fino={until}").status_code == 200
