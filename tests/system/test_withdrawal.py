"""What is taken back is gone: twenty clients ask one web process ten times a second, and an open page is told (P19)."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event
from time import monotonic

import httpx

from tests.frontend.pages.posting import Forms
from tests.people import COHABITATION_PONTETETTO, GIULIA, MARTA, OLGA, PAOLO, ROSA, Person
from tests.system.house import House
from tests.system.signing_in import signed_in

# What is promised is five seconds; what a loaded machine adds to them is no fault of the house.
CLIENTS, PATIENCE = 20, 30.0
NEXT_TO_NOTHING, PAUSE = 0.5, 0.1


def test_a_share_taken_back_is_gone_from_pages_and_an_open_one_is_told(lived_in: House) -> None:
    with signed_in(lived_in, GIULIA) as giulia:
        given = form(giulia, f"/condivisioni?chi={ROSA.id}", "/condivisioni")
        revoke = form(giulia, "/condivisioni", "/condivisioni/revoche")
        late, told = taken_back(
            lived_in, ROSA, "/andamento", lambda it: "I suoi obiettivi" in it.text,
            lambda: giulia.post("/condivisioni/revoche", data=revoke),
        )  # fmt: skip
        again = form(giulia, f"/condivisioni?chi={ROSA.id}", "/condivisioni")
        assert giulia.post("/condivisioni", data={**given, **ids(again)}).status_code == 200

    assert max(late, told) < PATIENCE


def test_a_role_that_ended_opens_nothing_any_more(lived_in: House) -> None:
    page = f"/rete/persone/{OLGA.id}"
    with signed_in(lived_in, MARTA) as marta:
        ends = form(marta, page, f"{page}/ruoli/fine")
        late, told = taken_back(
            lived_in, OLGA, "/domande", ok, lambda: marta.post(f"{page}/ruoli/fine", data=ends)
        )
        back = {**form(marta, page, f"{page}/ruoli"), "role": "commission"}
        assert marta.post(f"{page}/ruoli", data=back).status_code == 200

    assert max(late, told) < PATIENCE


def test_an_assignment_taken_away_opens_nothing_any_more(lived_in: House) -> None:
    page = f"/rete/persone/{PAOLO.id}"
    with signed_in(lived_in, MARTA) as marta:
        ends = form(marta, page, f"{page}/incarichi/fine")
        late, told = taken_back(
            lived_in, PAOLO, f"/casi/{COHABITATION_PONTETETTO}", ok,
            lambda: marta.post(f"{page}/incarichi/fine", data=ends),
        )  # fmt: skip
        back = {**form(marta, page, f"{page}/incarichi"), "cohabitation": str(COHABITATION_PONTETETTO)}
        assert marta.post(f"{page}/incarichi", data=back).status_code == 200

    assert max(late, told) < PATIENCE


def form(phone: httpx.Client, page: str, action: str) -> dict[str, object]:
    """As it stands, nothing typed."""
    return dict(Forms(phone.get(page).text).forms[action])


def ids(given: dict[str, object]) -> dict[str, object]:
    return {name: given[name] for name in ("command_id", "_csrf_token")}


def ok(answer: httpx.Response) -> bool:
    return answer.status_code == 200


def taken_back(
    lived_in: House,
    who: Person,
    path: str,
    still: Callable[[httpx.Response], bool],
    take: Callable[[], httpx.Response],
) -> tuple[float, float]:
    """Seconds from the yes until the last answer that still showed it, and until the open page was told."""
    stop = Event()
    with ThreadPoolExecutor(CLIENTS + 1) as pool, ExitStack() as held:
        held.callback(stop.set)
        cookies = held.enter_context(signed_in(lived_in, who)).cookies
        phones = [
            held.enter_context(httpx.Client(base_url=lived_in.url, cookies=cookies, timeout=PATIENCE))
            for _ in range(CLIENTS)
        ]
        page = phones[0].get(path)
        assert still(page)
        told = pool.submit(hears, phones[0], page.text, stop)
        asking = [pool.submit(asks, phone, path, still, stop) for phone in phones[1:]]
        assert take().status_code == 200
        began = monotonic()
        heard = told.result(timeout=2 * PATIENCE) - began
        stop.wait(NEXT_TO_NOTHING)
        stop.set()
        last = max(it.result() for it in asking)
        assert not still(phones[0].get(path))
    return max(last - began, 0), max(heard, 0)


def asks(phone: httpx.Client, path: str, still: Callable[[httpx.Response], bool], stop: Event) -> float:
    """When an answer last showed it."""
    last = 0.0
    while not stop.wait(PAUSE):
        if still(phone.get(path)):
            last = monotonic()
    return last


def hears(phone: httpx.Client, page: str, stop: Event) -> float:
    """When the live connection of that very page said that its reader's rights are less."""
    found = re.search(r'hx-sse:connect="([^"]+)"', page)
    assert found
    with phone.stream("GET", found[1].replace("&amp;", "&"), timeout=4 * PATIENCE) as stream:
        for line in stream.iter_lines():
            if stop.is_set() or line.strip() == "event: rights":
                return monotonic()
    raise AssertionError("the page was never told")
