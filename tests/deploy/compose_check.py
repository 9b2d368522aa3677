"""`make compose-check`: the commands of compose.yaml as processes here; what one web node wrote, the other reads."""

import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.deploy.collector import Collector, collecting
from tests.deploy.containers import JOBS, OURS, Containers, start_all
from tests.system.signing_in import hidden

PATIENCE = 90.0
NODES = ("web-1", "web-2")
# A name that occurs nowhere else: it must be on the page, and in no measure, trace or log.
WORD = "Canarina"
NAMED = {"first_name": WORD, "last_name": "Bianchi"}
BORN = {"birth_date-day": "1", "birth_date-month": "5", "birth_date-year": "1980"}
WAY = {
    ("casa-web", "page"), ("casa-web", "command"), ("casa-network", "decide"), ("casa-network", "commit"),
    ("casa-network", "publish"), ("casa-web", "apply"),
}  # fmt: skip


@pytest.fixture
def collector():
    with collecting() as found:
        yield found


def test_who_writes_at_one_node_reads_it_at_the_other(
    containers: Containers, token: tuple[Path, str], collector: Collector
) -> None:
    containers.more = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "300"}
    start_all(containers)
    for node in NODES:
        until(lambda node=node: whole(containers, node), f"{node} is not ready: {containers.folder}")

    page = written_here_read_there(containers, f"/primo-accesso/{token[1]}")

    assert WORD in page
    assert_ready_and_caught_up(at(containers, "web-2"))
    until(lambda: any(way >= WAY for way in collector.traces.values()), f"no whole trace: {collector.traces}")
    assert WORD.encode() not in collector.heard
    assert_told_without_words(containers)


def written_here_read_there(house: Containers, path: str) -> str:
    origin = at(house, "web-1")
    with httpx.Client(base_url=origin, timeout=30) as one:
        form = one.get(path)
        sent = one.post(path, data={**hidden(form.text), **NAMED, **BORN}, headers={"origin": origin})
        cookies = dict(one.cookies)
    assert sent.status_code == 303, sent.text
    with httpx.Client(base_url=at(house, "web-2"), cookies=cookies, timeout=30) as two:
        return two.get("/profilo").text


def assert_ready_and_caught_up(node: str) -> None:
    health = httpx.get(f"{node}/readyz", timeout=10).json()

    assert health["ready"]
    assert {it["lag"] for it in health["projections"].values()} == {0}


def assert_told_without_words(house: Containers) -> None:
    """At the private port of every process, and in its log."""
    pages = {name: private(house, name, "/metrics") for name in OURS if name not in JOBS}

    assert 'casa_commands_total{command="network.GrantRole"' in pages["network"]
    assert "casa_projection_lag" in pages["web-1"]
    assert all("casa_ready{part=" in page for page in pages.values())
    assert all(private(house, name, "/healthz") and private(house, name, "/readyz") for name in pages)
    logs = "".join(path.read_text(errors="replace") for path in house.folder.glob("*.log"))
    assert WORD not in logs + "".join(pages.values())


def private(house: Containers, name: str, path: str) -> str:
    answer = httpx.get(f"http://127.0.0.1:{house.private[name]}{path}", timeout=10)
    assert answer.status_code == 200, (name, path, answer.text)
    return answer.text


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
