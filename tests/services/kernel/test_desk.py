"""Whatever arrives at a command door gets an answer; what is malformed or forged leaves no trace."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy import secrets
from events.envelope import Reply
from services.kernel import clock
from services.kernel.claims import Claim, sign
from services.kernel.desk import NOBODY, Desk
from services.kernel.letters import Answer
from services.kernel.settings import Settings
from services.kernel.store import Store
from services.kernel.writer import Stopped, Writer
from tests.people import PARTNERSHIP, UGO
from tests.services.kernel.conftest import new_writer
from tests.services.kernel.shelf import BreakShelf

SUBJECT = "casa.commands.pacts.PlaceBook"


@pytest.fixture
def settings_(tmp_path: Path) -> Settings:
    secrets.make(tmp_path)
    return Settings(data=tmp_path)


class Told:
    """What a desk answered, by the address it was to go to."""

    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Future[Reply]] = {}

    def by(self, address: str) -> "asyncio.Future[Reply]":
        return self.waiting.setdefault(address, asyncio.get_running_loop().create_future())

    def __call__(self, answers: list[Answer]) -> None:
        for address, body in answers:
            self.by(address).set_result(Reply.model_validate_json(body))


class KnowsAll:
    """A service that has heard everything."""

    def knows_all(self, seen: Mapping[str, int]) -> bool:
        return True

    async def caught_up(self, seen: Mapping[str, int]) -> None:
        raise AssertionError("nobody waits for what is known")


@pytest.fixture
async def desk(store: Store, settings_: Settings) -> AsyncIterator[Desk]:
    writer = new_writer(store)
    desk = Desk("pacts", settings_, writer, KnowsAll(), Told())
    writer.start()
    yield desk
    writer.stop()


def asking(desk: Desk, **changed: Any) -> dict[str, Any]:
    """A good ask as JSON, with parts of it changed."""
    shelf, now = str(uuid4()), clock.now().isoformat()
    body = {"stream": shelf, "dossier": shelf, "reader": str(uuid4())}
    good = {
        "command_id": str(uuid4()), "topic": "pacts.PlaceBook", "body": body,
        "claim": sign(claim(), desk.settings.claim_signing_key), "occurred_at": now, "received_at": now,
    }  # fmt: skip
    return {**good, **changed, "body": {**body, **changed.get("body", {})}}


def claim(**changed: Any) -> Claim:
    until = clock.now() + timedelta(minutes=5)
    return Claim(
        **{"person": UGO.id, "role": "public", "partnership": PARTNERSHIP, "until": until, **changed}
    )


async def send(desk: Desk, ask: dict[str, Any] | bytes, subject: str = SUBJECT) -> Reply:
    return await put(desk, ask, subject)


def put(desk: Desk, ask: dict[str, Any] | bytes, subject: str = SUBJECT) -> "asyncio.Future[Reply]":
    told, address = desk.bag.send, uuid4().hex
    assert isinstance(told, Told)
    desk.hear(subject, ask if isinstance(ask, bytes) else json.dumps(ask).encode(), address)
    return told.by(address)


def traces(desk: Desk) -> int:
    store = desk.writer.store
    return len(store.rows("SELECT * FROM {s}replies")) + store.position


async def test_a_good_command_is_accepted(desk: Desk) -> None:
    ask = asking(desk)

    reply = await send(desk, ask)

    assert (reply.outcome, reply.command_id) == ("accepted", UUID(ask["command_id"]))


@pytest.mark.parametrize(
    "bytes_",
    [
        b"", b"not json", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"command_id": NaN}',
        b'{"command_id": "' + b"x" * 100_000 + b'"}', b'{"command_id": "\\ud800"}',
    ],
    ids=["empty", "words", "array", "null", "nothing", "not-utf8", "deep", "nan", "long", "surrogate"],
)  # fmt: skip
async def test_bytes_that_are_no_ask_are_malformed(desk: Desk, bytes_: bytes) -> None:
    reply = await send(desk, bytes_)

    assert (reply.outcome, reply.reason, str(reply.command_id)) == ("refused", "command.malformed", NOBODY)
    assert traces(desk) == 0


FAR = "9999-12-31T23:59:59.999999+00:00"


@pytest.mark.parametrize(
    ("changed", "reason", "field"),
    [
        ({"topic": "pacts.NeverHeardOf"}, "command.unknown", None),
        ({"version": 2}, "command.unknown", None),
        ({"version": 0}, "command.unknown", None),
        ({"version": 10**30}, "command.unknown", None),
        ({"body": {"reader": "Giulia"}}, "command.malformed", "reader"),
        ({"body": {"reader": None}}, "command.malformed", "reader"),
        ({"body": {"role": "admin"}}, "command.malformed", "role"),
        ({"body": {"note": 5}}, "command.malformed", "note"),
        ({"occurred_at": FAR, "received_at": FAR}, "command.malformed", "occurred_at"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "command.malformed", "occurred_at"),
        ({"occurred_at": "2026-03-01T10:00:00"}, "command.malformed", None),
        ({"occurred_at": "2026-02-31T10:00:00+00:00"}, "command.malformed", None),
        ({"claim": "x" * 5000}, "command.malformed", None),
        ({"role": "admin"}, "command.malformed", None),
        ({"seen": {"pacts": "many"}}, "command.malformed", None),
        ({"claim": "forged.forged"}, "access.sign-in-again", None),
        ({"claim": ""}, "access.sign-in-again", None),
    ],
)
async def test_words_that_cannot_be_taken_are_answered_and_leave_no_row(
    desk: Desk, changed: dict[str, Any], reason: str, field: str | None
) -> None:
    ask = asking(desk, **changed)

    reply = await send(desk, ask, f"casa.commands.{ask['topic']}")

    assert (reply.outcome, reply.reason, reply.field) == ("refused", reason, field)
    assert traces(desk) == 0


async def test_a_claim_that_ended_or_that_another_house_signed_asks_to_sign_in_again(desk: Desk) -> None:
    ended = claim(until=datetime(2020, 1, 1, tzinfo=UTC))
    tokens = [
        sign(ended, desk.settings.claim_signing_key), sign(claim(), Ed25519PrivateKey.generate()),
    ]  # fmt: skip

    replies = [await send(desk, asking(desk, claim=token)) for token in tokens]

    assert {reply.reason for reply in replies} == {"access.sign-in-again"}
    assert traces(desk) == 0


async def test_what_happened_cannot_be_later_than_its_arrival_but_clocks_may_differ_a_little(
    desk: Desk,
) -> None:
    now = clock.now()
    soon, later = now + timedelta(minutes=4), now + timedelta(minutes=6)

    early, late = [await send(desk, asking(desk, occurred_at=at.isoformat())) for at in (soon, later)]

    assert early.accepted
    assert (late.reason, late.field) == ("command.in-the-future", "occurred_at")
    stored = json.loads(desk.writer.store.waiting(0)[0].state)
    assert stored["occurred_at"] == stored["received_at"]


@pytest.mark.parametrize(
    "subject",
    [
        "casa.commands.pacts.TakeShelf",
        "casa.commands.intake.PlaceBook",
        "casa.commands.pacts.PlaceBook.x",
        "",
    ],
)
async def test_a_command_under_another_name_than_its_subject_is_refused(desk: Desk, subject: str) -> None:
    reply = await send(desk, asking(desk), subject)

    assert reply.reason == "command.malformed"
    assert traces(desk) == 0


async def test_a_broken_rule_answers_and_may_be_tried_again(desk: Desk) -> None:
    ask = asking(desk, topic=BreakShelf.TOPIC)
    ask["body"].pop("reader")

    replies = [await send(desk, ask, f"casa.commands.{BreakShelf.TOPIC}") for _ in range(2)]

    assert {(it.outcome, it.reason) for it in replies} == {("unavailable", "command.broken")}
    assert traces(desk) == 0


async def test_a_store_that_has_ended_is_unavailable_not_silent(desk: Desk) -> None:
    desk.writer.stop()

    reply = await send(desk, asking(desk))

    assert (reply.outcome, reply.reason) == ("unavailable", Stopped.__name__)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
            ),
        ).map(lambda it: json.dumps(it).encode()),
    )
)
async def test_nothing_at_all_goes_unanswered(desk: Desk, data: bytes) -> None:
    assert (await send(desk, data)).reason == "command.malformed"
    assert traces(desk) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["topic", "version", "body", "claim", "occurred_at", "zone", "received_at", "seen"]),
    value=st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.just([])
    | st.just({"x": [{}]}),
)
async def test_a_good_ask_with_one_part_replaced_is_never_left_without_an_answer(
    desk: Desk, name: str, value: Any
) -> None:
    ask = {**asking(desk), name: value}

    reply = await send(desk, ask, f"casa.commands.{ask['topic']}")

    assert reply.outcome in ("accepted", "refused")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["good", "broken", "bytes", "forged", "full"]), min_size=2, max_size=24))
async def test_whatever_arrives_together_each_is_answered_as_if_it_were_alone(
    desk: Desk, kinds: list[str]
) -> None:
    told = await asyncio.gather(*(put(desk, *LETTERS[kind](desk)) for kind in kinds))

    assert [(it.outcome, it.reason) for it in told] == [ALONE[kind] for kind in kinds]


LETTERS: dict[str, Callable[[Desk], tuple[Any, ...]]] = {
    "good": lambda desk: (asking(desk),),
    "broken": lambda desk: (broken(desk), f"casa.commands.{BreakShelf.TOPIC}"),
    "bytes": lambda desk: (b"\xff",),
    "forged": lambda desk: (asking(desk, claim="forged.forged"),),
    "full": lambda desk: (
        asking(desk, topic="pacts.TakeShelf", body={"shelf": str(uuid4()), "reader": None}),
    ),
}
ALONE = {
    "good": ("accepted", None),
    "broken": ("unavailable", "command.broken"),
    "bytes": ("refused", "command.malformed"),
    "forged": ("refused", "access.sign-in-again"),
    "full": ("refused", "command.malformed"),
}


def broken(desk: Desk) -> dict[str, Any]:
    ask = asking(desk, topic=BreakShelf.TOPIC)
    ask["body"].pop("reader")
    return ask


async def test_letters_to_one_stream_are_decided_in_the_order_of_their_arrival(desk: Desk) -> None:
    shelf = str(uuid4())
    body = {"stream": shelf, "dossier": shelf}

    told = await asyncio.gather(*(put(desk, asking(desk, body=body)) for _ in range(5)))

    assert [it.outcome for it in told] == ["accepted"] * 3 + ["refused"] * 2
    assert [it.position for it in told[:3]] == [2, 4, 6]


async def test_when_too_many_wait_the_next_is_told_so_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.kernel.desk.MOST", 0)

    reply = await send(desk, asking(desk))

    assert (reply.outcome, reply.reason) == ("unavailable", "Busy")
    assert traces(desk) == 0


async def test_who_has_seen_more_than_this_service_waits_and_holds_up_nobody(desk: Desk) -> None:
    caught_up = asyncio.Event()

    class Behind(KnowsAll):
        def knows_all(self, seen: Mapping[str, int]) -> bool:
            return caught_up.is_set() or not seen

        async def caught_up(self, seen: Mapping[str, int]) -> None:
            await caught_up.wait()

    desk.sight = Behind()
    early = put(desk, asking(desk, seen={"network": 7}))

    assert (await send(desk, asking(desk))).accepted
    assert not early.done()
    caught_up.set()
    assert (await early).accepted


def test_a_writer_that_ends_answers_whoever_still_waits(store: Store) -> None:
    from services.kernel.orders import Job

    writer: Writer = new_writer(store)
    writer.start()
    writer.stop()

    assert not writer.alive
    assert isinstance(writer.put(Job(())).done.exception(timeout=1), Stopped)


async def test_a_claim_said_to_another_service_is_refused_and_leaves_no_row(desk: Desk) -> None:
    key, before = desk.settings.claim_signing_key, traces(desk)
    stolen = await send(desk, asking(desk, claim=sign(claim(context="matching"), key)))

    assert (stolen.outcome, stolen.reason) == ("refused", "access.sign-in-again")
    assert traces(desk) == before
    assert (await send(desk, asking(desk, claim=sign(claim(context=desk.context), key)))).accepted
