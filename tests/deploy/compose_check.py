"""`make compose-check`: the commands of compose.yaml as processes here; what one web node wrote, the other reads."""

import time
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.deploy.containers import Containers, start_all
from tests.system.signing_in import hidden

PATIENCE = 90.0
NODES = ("web-1", "web-2")
NAMED = {"first_name": "Chiara", "last_name": "Canarini"}
BORN = {"birth_date-day": "1", "birth_date-month": "5", "birth_date-year": "1980"}


def test_who_writes_at_one_node_reads_it_at_the_other(
    containers: Containers, token: tuple[Path, str]
) -> None:
    start_all(containers)
    for node in NODES:
        until(lambda node=node: whole(containers, node), f"{node} is not ready: {containers.folder}")
    path, origin = f"/primo-accesso/{token[1]}", at(containers, "web-1")

    with httpx.Client(base_url=origin, timeout=30) as one:
        form = one.get(path)
        sent = one.post(path, data={**hidden(form.text), **NAMED, **BORN}, headers={"origin": origin})
        cookies = dict(one.cookies)
    with httpx.Client(base_url=at(containers, "web-2"), cookies=cookies, timeout=30) as two:
        page = two.get("/profilo")
        health = two.get("/readyz").json()

    assert sent.status_code == 303, sent.text
    assert page.status_code == 200
    assert "Chiara" in page.text
    assert health["ready"]
    assert {it["lag"] for it in health["projections"].values()} == {0}


def whole(house: Containers, node: str) -> bool:
    """Every part that is expected has said that it is well."""
    return httpx.get(f"{at(house, node)}/healthz", timeout=5).status_code == 200


def at(house: Containers, node: str) -> str:
    return f"http://127.0.0.1:{house.ports[node]}"


def until(true: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError(otherwise)
