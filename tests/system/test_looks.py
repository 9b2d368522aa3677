"""Who looked: survives the house and its message server, and is read by whom it concerns, on a phone."""

import asyncio
import json
import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import httpx
from playwright.async_api import expect

from deploy.nats import server
from services.kernel.courier import READS
from services.kernel.settings import Settings
from tests.people import AHMED, DARIO, MARCO, MARTA, ROSA, SARA, Person
from tests.system.house import House, living, start
from tests.system.ledgers import column, of_stream
from tests.system.phone import Phones
from tests.system.signing_in import signed_in


def test_a_house_killed_after_a_page_left_and_robbed_of_its_streams_tells_every_look_once(
    tmp_path: Path,
) -> None:
    data = tmp_path / "casa"
    house = start("demo", data).wait_until_ready()
    opened(house)
    house.kill()
    ledger = rows(data)
    with living("demo", data) as back:
        arrived(back)
    assert streamed(data) == ledger
    shutil.rmtree(data / "nats")
    with living("demo", data) as back:
        arrived(back)

    assert ledger
    assert streamed(data) == ledger
    assert Counter(column(data / "history-reads.sqlite", "SELECT data FROM records")) == Counter(ledger)
    assert not [
        it for it in column(data / "history.sqlite", "SELECT topic FROM records") if it.startswith("reads")
    ]


def opened(house: House) -> None:
    with signed_in(house, SARA) as phone:
        [case, *_] = re.findall(r'href="(/casi/[0-9a-f-]{36})"', phone.get("/casi").text)
        assert phone.get(case).status_code == 200


def arrived(house: House) -> None:
    """Until the history has as many as the ledger."""
    for _ in range(200):
        kept = column(house.data / "history-reads.sqlite", "SELECT count(*) FROM records")
        if kept == [len(rows(house.data))]:
            return
        asyncio.run(asyncio.sleep(0.05))
    raise AssertionError(house.health())


def rows(data: Path) -> list[bytes]:
    return column(data / "looks.sqlite", "SELECT data FROM looks ORDER BY position")


def streamed(data: Path) -> list[bytes]:
    running = server.start(data)
    try:
        return asyncio.run(of_stream(Settings(data=data, nats=running.url), READS, "frontend"))
    finally:
        running.stop()


async def test_a_person_reads_who_looked_asks_why_and_is_answered(phones: Phones, lived_in: House) -> None:
    """P-CO, step 11: no family account saw any of it, and who accompanies saw what is theirs to see."""
    sara, marco, marta = await phones.of(SARA), await phones.of(MARCO), await phones.of(MARTA)
    rosa, ahmed = await phones.of(ROSA), await phones.of(AHMED)
    await rosa.open("/andamento")
    await ahmed.open("/turni")
    await sara.open("/casi")
    for link in await sara.page.locator("main a[href^='/casi/']").all():
        await sara.open(str(await link.get_attribute("href")))
        await sara.page.go_back()
    await marco.open("/chi-ha-visto")

    looked = marco.page.locator(".looker", has_text="Sara, accompagnamento").first
    await expect(looked).to_contain_text("i tuoi obiettivi")
    await expect(marco.page.locator("main")).not_to_contain_text("famiglia")
    await expect(marco.page.locator("main")).not_to_contain_text("quello che hai raccontato da solo")
    assert not [it for it in facts(lived_in) if it["owner"] == str(MARCO.id) and it["role"] == "family"]

    await marco.touch(looked.get_by_role("link", name=re.compile("^Chiedi perché")).first)
    await marco.write("Vuoi dire qualcosa?", "Non la aspettavo.")
    await marco.tap("Chiedi perché")
    await marco.sees("La risposta arriva qui.", "Non la aspettavo.")
    await marta.open("/quadro")
    await marta.touch(marta.page.get_by_role("link", name=re.compile("chiede chi ha guardato")))
    await marta.write("La tua risposta", "Preparava la visita di domani.")
    await marta.tap("Rispondi")
    await marta.sees("Nessuno aspetta una risposta")
    await marco.open("/chi-ha-visto")
    await marco.sees("Il coordinamento risponde:", "Preparava la visita di domani.")


def facts(house: House) -> list[dict[str, object]]:
    return [json.loads(data)["fact"] for data in rows(house.data)]


def test_an_auditor_reads_looks_under_pseudonyms_a_coordinator_in_sums_others_nothing(
    lived_in: House,
) -> None:
    opened(lived_in)
    with signed_in(lived_in, SARA) as phone:
        [case, *_] = re.findall(r'href="/casi/([0-9a-f-]{36})"', phone.get("/casi").text)
    seen = {}
    for person in (DARIO, MARTA, SARA, MARCO, ROSA):
        with signed_in(lived_in, person) as phone:
            seen[person] = phone.get(f"/chi-ha-visto/{case}")

    assert {it: page.status_code for it, page in seen.items()} == {
        DARIO: 200,
        MARTA: 200,
        SARA: 404,
        MARCO: 404,
        ROSA: 404,
    }
    assert "Uno per uno" in seen[DARIO].text
    assert "Uno per uno" not in seen[MARTA].text
    assert "Accompagnamento" in seen[MARTA].text
    assert not [it for it in (SARA, AHMED, MARCO) if says(seen[DARIO].text, it.first_name)]


def test_every_name_on_a_page_of_someone_else_has_its_record(lived_in: House) -> None:
    """Page by page: whoever of the cast is named on it was written down, once for each opening."""
    cast = {it.id: it.first_name for it in (SARA, MARCO, MARTA, AHMED, ROSA)}
    for person in (SARA, MARTA, MARCO, ROSA):
        with signed_in(lived_in, person) as phone:
            for path in pages_from(phone.get("/").text):
                for block in (False, True):
                    page, mine = once(lived_in, phone, person, path, block)
                    named = {str(it) for it, name in cast.items() if it != person.id and says(page, name)}
                    assert named <= set(mine), (path, person.first_name, block)
                    assert set(mine.values()) <= {1}, (path, person.first_name, block)


def once(
    house: House, phone: httpx.Client, person: Person, path: str, block: bool
) -> tuple[str, dict[str, int]]:
    """The page, and how often its reader was written down for it; asked anew where others of them looked meanwhile."""
    for _ in range(3):
        before = counted(house)
        page = phone.get(path, headers={"hx-request": "true"} if block else {}).text
        new = counted(house) - before
        mine = {owner: n for (reader, owner), n in new.items() if reader == str(person.id)}
        if set(mine.values()) <= {1}:
            break
    return page, mine


def pages_from(page: str) -> list[str]:
    nav = re.findall(r'href="(/[a-z-]+(?:/[0-9a-f-]{36})?)"', page)
    return [it for it in dict.fromkeys(nav) if not it.startswith(("/static", "/demo", "/novita"))]


def says(page: str, name: str) -> bool:
    """Where a name is printed as one; what somebody wrote may name anybody."""
    body = re.sub(r"(?s)<(header|blockquote|textarea)\b.*?</\1>", "", page)
    return re.search(rf">[^<]*\b{name}\b", body) is not None


def counted(house: House) -> Counter[tuple[str, str]]:
    """Reader and owner → how often; looks of a window that is still open are counted, too."""
    found: Counter[tuple[str, str]] = Counter()
    with closing(sqlite3.connect(f"file:{house.data / 'looks.sqlite'}?mode=ro", uri=True)) as db:
        db.execute("BEGIN")  # one moment for all three: a window that ends moves from one to the other
        for (data,) in db.execute("SELECT data FROM looks"):
            fact = json.loads(data)["fact"]
            found[fact["reader"], fact["owner"]] += int(fact["times"])
        for key, times in db.execute("SELECT key, times FROM running"):
            reader, _, owner, *_ = json.loads(key)
            found[reader, owner] += times
        for of, times in db.execute("SELECT of, times FROM together"):
            for reader, _, owner, *_ in map(json.loads, json.loads(of)):
                found[reader, owner] += times
    return found
