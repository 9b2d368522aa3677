"""Someone leaves; their words are erased by two persons and an act, and no crash and no old backup brings them back."""

import json
import re
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from sqlite3 import connect
from uuid import uuid4

import httpx
import pytest

from deploy.backup import backup
from deploy.demo.calendar import ZONE
from deploy.evidence.opening import opener
from deploy.keep import review
from deploy.restore import restore
from events.accompaniment.goal import GoalSet, SetGoal
from events.envelope import Recorded
from events.network.disposal import retention_of
from events.network.member import GrantRole, member_of
from events.pacts.cohabitation import RemoveMember
from events.role import Role
from services.history.whole import check
from services.kernel.courier import connect as connect_to
from services.kernel.settings import Settings
from services.vault.erasures import NAME as LIST
from tests.frontend.pages.posting import filled
from tests.people import (
    AHMED,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    GIULIA,
    MARCO,
    MARTA,
    SARA,
    Person,
)
from tests.system.asking import Asker, asking
from tests.system.house import House, living, start
from tests.system.signing_in import hidden, signed_in

HOUSE = COHABITATION_SAN_VITO
HERE = f"/scarto/{retention_of(HOUSE, AHMED.id)}/accompaniment"
WORDS = {AHMED: f"canarino{uuid4().hex}", MARCO: f"canarino{uuid4().hex}"}


@pytest.fixture
def no_years(tmp_path, monkeypatch):
    """A table of retention by which everything falls due the day it starts."""
    table = tmp_path / "retention.json"
    rule = {"years": 0, "source": "una prova"}
    classes = {"accompaniment": ["goals", "visit-shared"], "confidences": ["tension-side"]}
    rules = [
        {**rule, "kind": "cohabitation", "record_class": it, "categories": of} for it, of in classes.items()
    ]
    table.write_text(json.dumps({"table": "prova", "rules": rules}))
    monkeypatch.setenv("CASA_RETENTION", str(table))


async def test_what_was_erased_stays_erased(no_years, tmp_path: Path) -> None:
    data, copy = tmp_path / "casa", tmp_path / "backup"
    with living("demo", data) as house:
        async with asking(data) as asker:
            await two_goals_and_a_second_coordinator(asker)
            await gone_from_open_pages(house, asker)
            backup(data, copy)
            assert words_open(data) == {AHMED.id, MARCO.id}
            await asker.ask(MARTA, RemoveMember(stream=HOUSE, dossier=HOUSE, person=AHMED.id, until=today()))
        authorised_and_confirmed(house)
        house.kill()  # perhaps before a single key is gone
    with living("demo", data) as house:
        until(lambda: "Cancellato il" in read(house, MARTA, HERE))
        assert WORDS[MARCO] in read(house, MARCO, "/obiettivi")
        the_other_home_is_closed(house)

    nothing_is_left(data)
    old_backup_put_back(data, copy)
    red_until_the_list_is_applied(data)


async def two_goals_and_a_second_coordinator(asker: Asker) -> None:
    for person in (AHMED, MARCO):
        goal = SetGoal(
            stream=uuid4(), dossier=HOUSE, person=person.id, wording=WORDS[person], whose_wish="person",
            area="learning",
        )  # fmt: skip
        await asker.ask(person, goal)
    second = GrantRole(stream=member_of(SARA.id), dossier=SARA.id, role=Role.COORDINATOR, since=today())
    await asker.ask(MARTA, second)


async def gone_from_open_pages(house: House, asker: Asker) -> None:
    """The web node holds her key when the vault destroys it; the service that sealed goes on with a new one."""
    word = f"canarino{uuid4().hex}"
    goal = {
        "dossier": COHABITATION_PONTETETTO,
        "person": GIULIA.id,
        "whose_wish": "person",
        "area": "learning",
    }
    await asker.ask(GIULIA, SetGoal(stream=uuid4(), wording=word, **goal))
    with signed_in(house, GIULIA) as phone:
        assert word in phone.get("/obiettivi").text
        await destroyed(house.data, owner=GIULIA.id, category="goals")
        until(lambda: word not in phone.get("/obiettivi").text)
        assert "Cancellato" in phone.get("/obiettivi").text
        await asker.ask(GIULIA, SetGoal(stream=uuid4(), wording=(after := f"canarino{uuid4().hex}"), **goal))
        until(lambda: after in phone.get("/obiettivi").text)


async def destroyed(data: Path, **scope: object) -> None:
    """As the network service asks for it."""
    (ports,) = (data / "nats").glob("*.ports")
    client = await connect_to(Settings(data=data, nats=json.loads(ports.read_text())["nats"][0]), "network")
    asked = json.dumps({**scope, "decision": uuid4()}, default=str).encode()
    answer = json.loads((await client.request("casa.vault.destroy.network", asked, timeout=30)).data)
    await client.close()
    assert answer["complete"]


def authorised_and_confirmed(house: House) -> None:
    cast = house.data / "demo.json"
    sara = '"first_name": "Sara", "role": '
    cast.write_text(cast.read_text().replace(f'{sara}"operator"', f'{sara}"coordinator"'))
    until(lambda: "Numero dell’atto" in read(house, MARTA, HERE))
    now = today()
    day = {"act_day-day": str(now.day), "act_day-month": str(now.month), "act_day-year": str(now.year)}
    assert "conferma un’altra persona" in post(house, MARTA, "atto", act="SAB-TOS 412/2026", **day)
    assert "Ora tocca a un’altra persona" in read(house, MARTA, HERE)
    post(house, SARA, "conferma")


def the_other_home_is_closed(house: House) -> None:
    """From its page, with reason, outcome, keys and follow-up; then the terms of all who lived there run (I27)."""
    page = f"/convivenze/{COHABITATION_PONTETETTO}/chiusura"
    with signed_in(house, MARTA) as phone:
        pause, again = page.replace("chiusura", "pausa"), page.replace("chiusura", "ripresa")
        assert (
            "sospesa"
            in phone.post(pause, data={**filled(phone.get(page), pause), "suspension": "works"}).text
        )
        assert "sospesa" not in phone.post(again, data=filled(phone.get(page), again)).text
        form = filled(phone.get(page), page)
        incomplete = phone.post(page, data={**form, "reason": "notice"})
        assert (incomplete.status_code, "keys_returned" in incomplete.text) == (422, True)
        form = filled(phone.get(page), page)
        closed = phone.post(
            page, data={**form, "reason": "notice", "outcome": "own-home", "keys_returned": "on"}
        )
        assert "chiusa" in closed.text
        assert "Questa convivenza è chiusa" in phone.get(page).text
        until(lambda: {"Giulia", "Amina"} <= set(re.findall(r"Giulia|Amina", phone.get("/scarto").text)))


def nothing_is_left(data: Path) -> None:
    """No word in any file, no key that opens it; the other's opens, and the whole history holds."""
    written = [file.read_bytes() for file in data.rglob("*") if file.is_file()]
    assert [word for word in WORDS.values() if any(word.encode() in it for it in written)] == []
    assert words_open(data) == {MARCO.id}
    found = check(data / "history.sqlite")
    assert found.records > 1000
    assert found.faults == ()


def old_backup_put_back(data: Path, copy: Path) -> None:
    """All is lost but the list of what was erased and the wrapping key, kept elsewhere; the copy of keys, too."""
    kept = [data / "erased" / LIST, data / "secrets" / "vault.key"]
    content = [it.read_bytes() for it in kept]
    shutil.rmtree(data)
    for path, it in zip(kept, content, strict=True):
        path.parent.mkdir(parents=True)
        path.write_bytes(it)
    restore(copy, data)
    review.done(data, "Marta")
    assert words_open(data) == {AHMED.id, MARCO.id}  # the backup brought it back


def red_until_the_list_is_applied(data: Path) -> None:
    listed = data / "erased" / LIST
    whole = listed.read_bytes()
    listed.write_bytes(b"?\n")
    house = start("demo", data).wait_until_ready()
    try:
        assert httpx.get(f"{house.url}/healthz", timeout=30).status_code == 503
        page = httpx.get(f"{house.url}/avviso", timeout=30)
        assert (page.status_code, "Un momento" in page.text) == (503, True)
        listed.write_bytes(whole)
        until(lambda: httpx.get(f"{house.url}/healthz", timeout=30).status_code == 200)
        assert WORDS[AHMED] not in read(house, AHMED, "/obiettivi")
        assert WORDS[MARCO] in read(house, MARCO, "/obiettivi")
        assert words_open(data) == {MARCO.id}
    finally:
        house.interrupt()


def words_open(data: Path) -> set[object]:
    """Whose planted words the keys in the data folder open."""
    with closing(connect(data / "accompaniment.sqlite")) as db:
        rows = db.execute("SELECT state FROM stored_events WHERE topic = ?", (GoalSet.TOPIC,)).fetchall()
    facts = [Recorded.model_validate_json(row[0]).revived() for row in rows]
    inside = opener(data)
    return {
        it.person
        for it in facts
        if any(word.encode() in (inside(it.wording) or b"") for word in WORDS.values())
    }


def read(house: House, person: Person, path: str) -> str:
    with signed_in(house, person) as phone:
        return phone.get(path).text


def post(house: House, person: Person, step: str, **fields: str) -> str:
    with signed_in(house, person) as phone:
        return phone.post(f"{HERE}/{step}", data={**hidden(phone.get(HERE).text), **fields}).text


def until(so: Callable[[], bool], patience: float = 30.0) -> None:
    deadline = time.monotonic() + patience
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def today():
    return datetime.now(ZONE).date()
