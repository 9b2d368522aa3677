"""An operator who loses the network, in Firefox and in WebKit: a copy read, a note kept, sent once, all wiped."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from tests.engines.engine import Engine, until
from tests.engines.firefox import firefox, program
from tests.engines.webkit import browser, webkit
from tests.engines.wire import Wire, wired
from tests.people import SARA
from tests.system.house import House

# The first of today's visits that nobody has begun.
TO_START = """(async () => {
  for (const link of document.querySelectorAll('main a[href^="/visite/"]')) {
    const page = await (await fetch(link.getAttribute('href'))).text();
    if (/<form[^>]*inizio"/.test(page) && page.includes('id="visit-planned"')) return link.getAttribute('href');
  }
})()"""
Opened = Callable[[Path], AbstractContextManager[Engine]]
WORDS = "La caldaia fa rumore di notte."
ENGINES: list[tuple[str, Opened, bool]] = [
    ("firefox", lambda folder: firefox(folder / "profile"), bool(program())),
    ("webkit", lambda _: webkit(), bool(browser())),
]


@pytest.fixture
def wire(lived_in: House) -> Iterator[Wire]:
    with wired(lived_in.port) as it:
        yield it


@pytest.mark.parametrize(("name", "opened", "here"), ENGINES, ids=[name for name, *_ in ENGINES])
def test_the_core_path(
    lived_in: House, wire: Wire, tmp_path: Path, name: str, opened: Opened, here: bool
) -> None:
    if not here:
        pytest.skip(f"no {name} on this machine: `make engines` installs it where it may")
    with opened(tmp_path) as engine:
        visit = begin(engine, wire)
        written_in_the_stairwell(engine, wire, visit)
        sent_once(engine, wire, lived_in)
        leave(engine, wire)


def begin(engine: Engine, wire: Wire) -> str:
    """Signed in, the worker in control, the visit's page kept: the path of the visit."""
    engine.goto(f"{wire.url}/demo")
    engine.run(f"document.querySelector('button[value=\"{SARA.id}\"]').click()")
    until(engine, "document.querySelector('.house-who') && location.pathname === '/oggi'")
    until(engine, "navigator.serviceWorker.controller && true")
    visit: str = engine.run(TO_START)
    engine.goto(wire.url + visit)
    until(engine, "document.querySelector('#sync[data-pending=\"0\"]') && true")
    return visit


def written_in_the_stairwell(engine: Engine, wire: Wire, visit: str) -> None:
    """Read from the copy, started and noted down; all of it is still there after the page was loaded again."""
    wire.cut()
    engine.goto(wire.url + visit)
    assert until(engine, "document.getElementById('copy').innerText.trim()").startswith("Copia")
    engine.run("document.querySelector('form[action$=\"/inizio\"] button').click()")
    pending(engine, 1)
    fill = f"form.elements.text.value = {json.dumps(WORDS)}"
    engine.run(
        f"(() => {{ const form = document.querySelector('form[action$=\"/note\"]'); {fill}; form.requestSubmit(); }})()"
    )
    pending(engine, 2)
    engine.goto(wire.url + visit)
    pending(engine, 2)


def sent_once(engine: Engine, wire: Wire, lived_in: House) -> None:
    before = notes(lived_in)
    wire.mend()
    engine.goto(f"{wire.url}/invii")
    pending(engine, 0)
    until(
        engine,
        "[...document.querySelectorAll('.sending')].filter((it) => it.innerText.includes('Inviata')).length === 2",
    )
    assert notes(lived_in) == before + 1


def leave(engine: Engine, wire: Wire) -> None:
    """Nothing of hers stays: no key, no item, no page."""
    engine.run("document.querySelector('form[action=\"/esci\"] button').click()")
    until(engine, "!document.querySelector('.house-who') && location.pathname !== '/invii'")
    kept = "caches.keys().then((all) => all.filter((it) => it.startsWith('pages')).length === 0)"
    assert until(engine, kept)


def pending(engine: Engine, count: int) -> None:
    until(engine, f"document.querySelector('#sync[data-pending=\"{count}\"]') && true")


def notes(house: House) -> int:
    with closing(sqlite3.connect(house.data / "accompaniment.sqlite")) as db:
        return int(
            db.execute("SELECT count(*) FROM stored_events WHERE topic LIKE '%NoteWritten'").fetchone()[0]
        )
