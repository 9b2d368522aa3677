"""Bad forms, one after the other, to a real house: words in answer, text kept, nothing done, one line of log without it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.people import AHMED, ELENA
from tests.system.bad_forms import DESK, GOAL, TYPED, BadForm, encoded
from tests.system.house import House
from tests.system.positions import positions
from tests.system.posted import Hands, post

SLOW = 1.0
CANARY = "canarino-delle-prove"
OTHERS = "0" * 48


@dataclass(frozen=True)
class Bad:
    """``raw`` takes the place of the whole body; ``keeps``: what was typed stands in the answer."""

    row: int
    form: BadForm
    changes: dict[str, object] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    status: tuple[int, ...] = (422,)
    raw: bytes = b""
    more: bytes = b""
    keeps: bool = True


def text(row: int, words: str) -> Bad:
    return Bad(row, GOAL, {"wording": f"{CANARY} {words}"})


def name(row: int, words: str) -> Bad:
    return Bad(row, DESK, {"first_name": CANARY, "last_name": words})


def number(row: int, words: str) -> Bad:
    return Bad(row, DESK, {"household_size": words, "first_name": CANARY})


def day(row: int, *parts: str) -> Bad:
    said = dict(zip(("birth_date-day", "birth_date-month", "birth_date-year"), parts, strict=True))
    return Bad(row, DESK, {**said, "first_name": CANARY})


def unsent(row: int, status: int = 403, changes: dict[str, object] | None = None, **headers: str) -> Bad:
    return Bad(row, GOAL, {"wording": CANARY, **(changes or {})}, headers, (status,), keeps=False)


ROWS = [
    unsent(1, changes={"_csrf_token": ""}), unsent(2, changes={"_csrf_token": OTHERS}),
    unsent(3, origin="https://evil.example"), unsent(3, sec_fetch_site="cross-site"),
    unsent(4, content_type="text/plain"), unsent(38, host="evil.example"),
    Bad(7, GOAL, more=b"&wording=canarino-delle-prove%00"), Bad(8, GOAL, more=b"&wording=%ED%A0%80"),
    Bad(9, GOAL, more=b"&wording=%ff%fe"), Bad(10, GOAL, raw=f"wording={CANARY}".encode("utf-16"), keeps=False,
                                               status=(400, 403, 422)),
    name(11, "Gi\u202eno"), name(11, "Gi\u2066no"), name(12, "Gi\u200bno"), name(12, "\ufeffGino"), name(12, "Gi\u00adno"),
    Bad(13, GOAL, more=b"&x=" + b"x" * 10_000_000, status=(413,), keeps=False),
    text(14, "x" * 200_000), Bad(15, GOAL, more=b"&a=1" * 60_000, status=(400, 403), keeps=False),
    *(number(18, it) for it in ("NaN", "Infinity", "1e999")), number(19, "true"), number(20, "5.5"), number(20, "\u0665"),
    number(21, "-1"), number(21, "1441"), day(22, "31", "2", "2000"), day(24, "1", "1", "0001"), day(24, "1", "1", "9999"),
    Bad(26, GOAL, {"role": "admin", "wording": CANARY}), Bad(27, GOAL, more=b"&wording=b"),
]  # fmt: skip
SEEN: list[float] = []


@pytest.fixture(scope="module", autouse=True)
def nothing_done(demo: House) -> Iterator[None]:
    before = positions(demo.data)
    yield
    assert positions(demo.data) == before
    print(
        f"{len(SEEN)} bad forms, slowest {max(SEEN) * 1000:.0f} ms, over {SLOW} s: {sum(it > SLOW for it in SEEN)}"
    )


@pytest.mark.parametrize("bad", ROWS, ids=lambda it: str(it.row))
def test_it_is_answered_in_words_kept_and_done_by_nobody(demo: House, hands: Hands, bad: Bad) -> None:
    action, body = bad.form.open(hands[bad.form.who])
    sent = bad.raw or encoded({**body, **bad.changes}) + bad.more
    log = Log(demo)

    answer = post(hands[bad.form.who], action, sent, **bad.headers)
    SEEN.append(answer.elapsed.total_seconds())

    assert answer.status_code in bad.status, answer.text[-300:]
    assert "<h1>" in answer.text
    assert not bad.keeps or CANARY in answer.text or TYPED in answer.text
    said = log.lines()
    assert [it for it in said if CANARY in it or TYPED in it] == []
    assert len([it for it in said if '"event": "request"' in it and '"POST"' in it]) == 1, said


class Log:
    """What a house writes down from here on."""

    def __init__(self, house: House) -> None:
        self.file = house.data / "house.log"
        self.size = self.file.stat().st_size

    def lines(self) -> list[str]:
        """It is written before the answer leaves, or at most a moment after."""
        deadline = time.monotonic() + 30
        while b'"POST"' not in (said := self.file.read_bytes()[self.size :]) and time.monotonic() < deadline:
            time.sleep(0.01)
        return said.decode().splitlines()


def test_what_is_kept_is_what_was_typed(hands: Hands) -> None:
    """Also with markup in it: as words."""
    action, body = GOAL.open(hands[AHMED])
    words = '"><img src=x onerror=alert(1)> ' + "lungo " * 20_000

    answer = post(hands[AHMED], action, encoded({**body, "wording": words}))

    assert answer.status_code == 422
    assert "<img src=x" not in answer.text
    assert "lungo " * 20_000 in answer.text
    assert hands[ELENA].get("/sportello/domanda").status_code == 200
