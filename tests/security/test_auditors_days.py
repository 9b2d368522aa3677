"""An auditor of other days: no page of a case that was not going on then, no pack, and nobody else's pack."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from deploy.demo.calendar import ZONE
from events.role import Role
from frontend.pages.verify.queries import Issued
from frontend.pages.verify.views import own
from frontend.reader import Reader
from tests.people import COHABITATION_SAN_VITO, DARIO, MARTA, PARTNERSHIP
from tests.system.house import House, living
from tests.system.signing_in import hidden, signed_in

TODAY = datetime.now(ZONE).date()
PAGES = (
    "/fascicoli/{}", "/fascicoli/{}/fatto?id=x", "/riavvolgi/{}", "/verifica/{}", "/casi/{}/necessita",
)  # fmt: skip


def day(name: str, it: date) -> dict[str, str]:
    return {f"{name}-day": str(it.day), f"{name}-month": str(it.month), f"{name}-year": str(it.year)}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with living("demo", Path(tmp_path_factory.mktemp("days")) / "casa") as it:
        yield it


def form(page: str) -> dict[str, str]:
    return hidden(page.partition('action="/ambito"')[2])


def asking(page: str) -> dict[str, str]:
    return {name: it for name, it in hidden(page).items() if name in ("command_id", "_csrf_token")}


def appointed(marta: httpx.Client, first: date, last: date) -> httpx.Response:
    """In place of what he was appointed for."""
    page = marta.get("/ambito").text
    for ending in re.findall(r'action="(/ambito/[0-9a-f-]+/fine)"', page):
        ended = marta.post(ending, data={**asking(page), "reason": "work-done", **day("until", TODAY)})
        assert ended.status_code == 200
    said = {**form(marta.get("/ambito").text), "person": str(DARIO.id), "cases": [str(COHABITATION_SAN_VITO)]}
    days = {
        **day("first", first),
        **day("last", last),
        **day("since", TODAY),
        **day("end", TODAY + timedelta(days=9)),
    }
    return marta.post("/ambito", data={**said, **days, "act": "7/2026"})


def test_of_a_case_outside_the_audited_days_there_is_no_page_and_no_pack(house: House) -> None:
    with signed_in(house, DARIO) as dario, signed_in(house, MARTA) as marta:
        before = dario.get(f"/verifica/{COHABITATION_SAN_VITO}")
        assert before.status_code == 200
        assert appointed(marta, date(2020, 1, 1), date(2020, 1, 31)).status_code == 200
        for path in PAGES:
            assert dario.get(path.format(COHABITATION_SAN_VITO)).status_code == 404, path
        sent = dario.post(f"/verifica/{COHABITATION_SAN_VITO}/fascicoli", data=hidden(before.text))
        assert sent.status_code == 404


def test_within_its_days_the_same_pages_are_there(house: House) -> None:
    with signed_in(house, DARIO) as dario, signed_in(house, MARTA) as marta:
        assert appointed(marta, TODAY - timedelta(days=60), TODAY).status_code == 200
        for path in PAGES:
            assert dario.get(path.format(COHABITATION_SAN_VITO)).status_code == 200, path


def test_a_pack_is_taken_away_only_by_who_it_was_noted_for() -> None:
    reader = Reader(DARIO.id, Role.AUDITOR, PARTNERSHIP, "it", TODAY)
    mine, anothers = (
        Issued(name, 1, 1, by.id, datetime.now(UTC)) for name, by in (("a", DARIO), ("b", MARTA))
    )

    assert own(reader, (anothers, mine)) == (mine,)
