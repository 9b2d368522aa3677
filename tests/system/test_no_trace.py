"""What a reader may not see leaves no trace: every page they open is the same, byte for byte, with and without it."""

import re
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from deploy.demo.story.accompaniment import visit_of
from events.accompaniment.glass import BreakGlass
from events.accompaniment.goal import SetGoal
from events.accompaniment.visit import WriteNote
from events.category import Category
from events.message import Command
from frontend.ids import uuid7
from tests.frontend.walking import LEAVING, Door, doors
from tests.people import (
    AHMED,
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    ELENA,
    GIULIA,
    MARCO,
    PAOLO,
    ROSA,
    SARA,
    TEO,
    Person,
)
from tests.system.asking import asking
from tests.system.house import House
from tests.system.signing_in import signed_in

MADE_ANEW = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    r"|since=\d+"
    r'|(?<=name="salt" value=")[0-9a-f]+|(?<=name="box" value=")[^"]+'
    r'|(?<=x-csrftoken": ")[0-9a-f]{48}|(?<=name="_csrf_token" value=")[0-9a-f]{48}'
    r'|(?<=data-now datetime=")[^"]+|(?<=^\{"now":")[^"]+'
    r'|(?<=challenge&#34;: &#34;)[\w-]+|(?<="lease_until":")[^"]+|(?<=class="secret">)[^<]+'
    r'|(?<=class="qrline" stroke="#000" d=")[^"]+'
)
# Who looked is told to whom it concerns, and these very pages are looked at here; a copy of one's data has its hour.
LOOKS = ("/chi-ha-visto", "/i-miei-dati", "/healthz", "/novita", LEAVING, "/demo", "/static")
OWN_DEVICES = "/profilo/accesso"  # each time they sign in here, that page has one more
# Each page is compared whole: its length would tell of what was made anew, a QR code say.
NOT_COMPARED = ("date", "set-cookie", "content-length")
WORDS = "Una nota che resta nell'équipe"
Pages = dict[str, tuple[str, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    found = doors(Path(tmp_path_factory.mktemp("addresses")))
    return [it.path for it in found if it.method == "GET" and open_to_many(it)]


def open_to_many(door: Door) -> bool:
    return door.fits and door.path != OWN_DEVICES and not door.path.startswith(LOOKS)


async def test_what_is_hidden_changes_no_byte_of_any_page(lived_in: House, paths: list[str]) -> None:
    readers = (ROSA, GIULIA, MARCO, PAOLO, ELENA, TEO)
    before = {it: pages(lived_in, it, paths) for it in readers}
    opened = {it: list(found) for it, found in before.items()}
    assert all(len(found) > 3 for found in opened.values())

    await told(lived_in, COHABITATION_SAN_VITO, *of_san_vito())
    changed = {it: differing(before[it], pages(lived_in, it, opened[it])) for it in readers}
    await told(lived_in, COHABITATION_PONTETETTO, note(COHABITATION_PONTETETTO))
    others = [it for it in readers if it is not PAOLO]
    later = {it: differing(before[it], pages(lived_in, it, opened[it])) for it in others}

    traces = [
        f"{it.first_name} {one}" for part in (changed, later) for it, found in part.items() for one in found
    ]
    assert not traces, "\n".join(traces)


def of_san_vito() -> tuple[Command, ...]:
    """A note of the team, a goal of Ahmed's in his own words, and the glass broken."""
    here = COHABITATION_SAN_VITO
    goal = SetGoal(
        stream=uuid7(), dossier=here, person=AHMED.id, wording="Parlare con mio fratello", whose_wish="person",
        area="relations",
    )  # fmt: skip
    glass = BreakGlass(
        stream=uuid7(), dossier=here, ground="health", categories=(Category.JUDICIAL,), reason=WORDS * 2
    )
    return note(here), goal, glass


def note(home) -> WriteNote:
    visit = visit_of(home, 0)["stream"]
    return WriteNote(
        stream=visit, dossier=home, note=uuid7(), section="relations", visibility="team", text=WORDS
    )


async def told(house: House, home, *commands: Command) -> None:
    async with asking(house.data) as asker:
        for command in commands:
            await asker.ask(SARA, command)
    until = monotonic() + 60
    with signed_in(house, SARA) as sara:
        while WORDS not in sara.get(f"/visite/{visit_of(home, 0)['stream']}").text.replace("&#39;", "'"):
            assert monotonic() < until
            sleep(0.1)


def pages(house: House, person: Person, paths: list[str]) -> Pages:
    """Whole pages and the blocks htmx asks for, with their headers."""
    with signed_in(house, person) as phone:
        found: Pages = {}
        for path in paths:
            # Packed, the length would tell of ids made anew, not of anything hidden.
            page = phone.get(path, headers={"accept-encoding": "identity"})
            if page.status_code == 200:
                found[path] = same_but_for_the_moment(page)
        return found


def same_but_for_the_moment(page: httpx.Response) -> tuple[str, list[tuple[str, str]]]:
    headers = [(name, value) for name, value in page.headers.multi_items() if name not in NOT_COMPARED]
    return MADE_ANEW.sub("", page.text), headers


def differing(before: Pages, after: Pages) -> list[str]:
    """Paths, with the first place where they part."""
    return [
        f"{path}: {parting(str(page), str(after.get(path)))}"
        for path, page in before.items()
        if after.get(path) != page
    ]


def parting(one: str, other: str) -> str:
    n = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return f"{one[max(n - 60, 0) : n + 60]!r} / {other[max(n - 60, 0) : n + 60]!r}"
