"""The message server dies under an open page: it can be read, nothing typed is lost, and it comes back by itself."""

import json
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psutil
from playwright.async_api import expect

from tests.people import AHMED
from tests.system.house import House
from tests.system.phone import Phone, Phones
from tests.system.positions import positions

WISH = "Imparare a fare la spesa per tre giorni"
QUESTION, SAVE = "Che cosa vuoi riuscire a fare?", "Salva l’obiettivo"
COURIER = "nats-server"


def couriers(house: House) -> list[psutil.Process]:
    children = psutil.Process(house.process.pid).children()
    return [it for it in children if it.name() == COURIER and it.status() != psutil.STATUS_ZOMBIE]


@contextmanager
def without_courier(house: House) -> Iterator[None]:
    """Killed, and killed again whenever the house has started it anew, until the block ends."""
    over, down = threading.Event(), threading.Event()

    def keep_it_down() -> None:
        while not over.wait(0.02):
            for it in couriers(house):
                it.kill()
                down.set()

    hand = threading.Thread(target=keep_it_down)
    hand.start()
    try:
        assert down.wait(10)
        time.sleep(0.2)  # until the house has noticed
        yield
    finally:
        over.set()
        hand.join()


async def test_pages_stay_a_write_waits_and_the_same_form_goes_through_once(
    phones: Phones, lived_in: House
) -> None:
    phone = await phones.of(AHMED)
    await phone.open("/obiettivi")
    before = positions(lived_in.data)
    with without_courier(lived_in):
        await reads_on(phone)
        await write(phone)
        command = await sent(phone)
        await phone.tap(SAVE)
        await phone.sees("Ora non riusciamo a salvare")
        await phone.keep("40-senza-corriere")
        await expect(phone.page.get_by_label(QUESTION)).to_have_value(WISH)
        assert await sent(phone) == command
    assert positions(lived_in.data) == before

    comes_back(lived_in)
    await phone.tap(SAVE)
    await phone.sees("Obiettivo scritto.")
    assert kept(lived_in, command) == 1
    await expect(phone.page.get_by_text("Non siamo collegati")).to_have_count(0)


async def reads_on(phone: Phone) -> None:
    """On a second page, for the first is being written on; what is shown says since when it may be old."""
    other = await phone.page.context.new_page()
    for path in ("/casa", "/turni", "/patto"):
        answer = await other.goto(phone.house + path)
        assert answer is not None
        assert answer.status == 200
        await expect(other.locator("body")).to_contain_text("Non siamo collegati")
        await expect(other.locator("body")).to_contain_text(
            re.compile(r"Vedi quello che sapevamo .+ alle \d\d:\d\d")
        )
    await other.close()


async def write(phone: Phone) -> None:
    await phone.page.get_by_label(QUESTION).fill(WISH)
    await phone.choose("Di che cosa parla?", "Vita in casa")


async def sent(phone: Phone) -> str:
    """The id of the command the form stands for."""
    form = phone.page.locator("form", has=phone.page.get_by_role("button", name=SAVE))
    return await form.locator("input[name=command_id]").input_value()


def comes_back(house: House) -> None:
    deadline = time.monotonic() + 60
    while httpx.get(f"{house.url}/healthz", timeout=30).status_code != 200:
        assert time.monotonic() < deadline, house.health()
        time.sleep(0.1)


def kept(house: House, command: str) -> int:
    """How many facts came of it."""
    with sqlite3.connect(f"file:{house.data / 'accompaniment.sqlite'}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT state FROM stored_events")
        return sum(json.loads(state)["command_id"] == command for (state,) in rows)
