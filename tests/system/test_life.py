"""How a house begins and ends."""

import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.people import SARA
from tests.system.house import House, gone, living, start
from tests.system.signing_in import hidden, signed_in


def test_it_ends_soon_with_live_pages_open_and_leaves_nothing(tmp_path: Path) -> None:
    with living("demo", tmp_path / "casa") as house, signed_in(house, SARA) as phone:
        family = house.family()
        with phone.stream("GET", "/novita") as live:
            assert live.headers["content-type"].startswith("text/event-stream")
            took = house.interrupt()

    assert took < 30  # five seconds are promised, where nothing else keeps the machine busy
    assert gone(family)
    assert house.process.returncode == 0


def test_killed_outright_it_leaves_no_child_and_starts_again(tmp_path: Path) -> None:
    house = start("run", tmp_path / "casa").wait_until_ready()
    family = house.family()
    assert any("nats" in process.name() for process in family)

    house.kill()

    assert gone(family)
    with living("run", tmp_path / "casa") as again:
        well(again)


def test_a_second_house_on_the_same_data_is_refused_and_one_on_its_own_lives_beside(tmp_path: Path) -> None:
    with living("run", tmp_path / "one") as one:
        refused = subprocess.run(
            [sys.executable, "-m", "deploy.house", "run"],
            env={"CASA_DATA": str(one.data), "CASA_PORT": "0", "PATH": "/usr/bin:/bin"},
            cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        with living("run", tmp_path / "two") as two:
            well(two)

    assert refused.returncode == 1
    assert str(one.process.pid) in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_empty_house_lets_its_first_coordinator_in_once(tmp_path: Path) -> None:
    with living("run", tmp_path / "casa") as house:
        (link,) = [line.split()[-1] for line in house.lines if "/primo-accesso/" in line]
        with httpx.Client(base_url=house.url, follow_redirects=True, timeout=30) as phone:
            page = phone.get(link).text
            body = {
                **hidden(page), "first_name": "Marta", "last_name": "Lenzi",
                "birth_date-day": "2", "birth_date-month": "3", "birth_date-year": "1975",
            }  # fmt: skip
            entered = phone.post(link, data=body, headers={"origin": house.url})
            again = phone.get(link)
    with living("split", tmp_path / "casa") as later:
        assert not any("/primo-accesso/" in line for line in later.lines)

    assert entered.status_code == 200
    assert again.status_code == 404
    assert "Marta" in entered.text


def test_already_played_it_is_ready_soon(demo: House, tmp_path: Path) -> None:
    """The demo of this session was played from nothing; ready again from the same data takes seconds."""
    assert demo.health()["ready"] is True
    begun = time.monotonic()
    with living("run", tmp_path / "casa"):
        assert time.monotonic() - begun < 120


def well(house: House) -> None:
    """Its pages are there at once; the last of its parts says so a moment later."""
    deadline = time.monotonic() + 30
    while httpx.get(f"{house.url}/healthz", timeout=30).status_code != 200:
        assert time.monotonic() < deadline, house.health()
        time.sleep(0.05)
