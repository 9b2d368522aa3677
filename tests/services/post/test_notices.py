"""Notices on their whole way: from a fact in a stream to a phone or a letter; neutral, once, as they were wanted."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest
import structlog

from events.accompaniment.visit import NoteFoundMissing, NoteWritten
from events.category import Category
from events.envelope import Recorded
from events.network.keys import DeviceEnded
from events.network.member import RoleEnded
from events.sealed import Box
from services.kernel import clock
from services.kernel.sealing import text as encoded
from services.post.carrying import Carrier
from services.post.reach import Reach
from services.post.service import Post
from services.vault.service import Vault
from tests.parts.nats import connected
from tests.people import SARA
from tests.services.post.conftest import caught, text
from tests.services.post.hearing import recorded
from tests.services.post.push_service import HOST, Browser, PushService, claims
from tests.services.post.test_letters import soon

CANARY = "canarino-9f3"
ALWAYS = {"quiet_from": 0, "quiet_until": 0, "locale": "it"}
POSITIONS = {"accompaniment": count(1), "network": count(1)}


class PostOfTests(Post):
    """Believes the tests' own push service; nothing but this code can open that way."""

    def __init__(self, service):
        super().__init__()
        self._service = service

    def carrier(self, post):
        async def resolve(host, port):
            return ["127.0.0.1"]

        also = frozenset({(HOST, self._service.port)})
        return Carrier(Reach(post.push_hosts, resolve, also), self._service.trusted())


@pytest.fixture(scope="module")
async def service(tmp_path_factory):
    service = await PushService(tmp_path_factory.mktemp("tls")).start()
    yield service
    await service.stop()


@pytest.fixture
async def vault(settings):
    vault = Vault()
    await vault.start(settings)
    yield vault
    await vault.stop()


@pytest.fixture
async def post(settings, catcher, vault, service, monkeypatch):
    monkeypatch.setattr("services.post.delivering.EVERY", 0.05)
    service.status, service.got = 201, []
    post = PostOfTests(service)
    await post.start(settings)
    yield post
    await post.stop()


@pytest.fixture
async def say(courier):
    """``await say(fact, context=…, stream=…, at=…)``: as the relay of that context sends it."""
    clients = {name: await connected(courier[1].options(name)) for name in POSITIONS}

    async def saying(fact, context="accompaniment", stream=None, at=None):
        record: Recorded = recorded(fact, stream, None, at or clock.now())
        headers = {"Casa-Epoch": "one", "Casa-Position": str(next(POSITIONS[context]))}
        await clients[context].jetstream().publish(record.subject, record.to_bytes(), headers=headers)

    yield saying
    for client in clients.values():
        await client.close()


def person_who(way, email="", **more):
    wishes = {"ways": {"note-missing": way}, **ALWAYS, **more}
    return {"person": str(uuid4()), "wishes": wishes, "email": email}


def missing(person):
    return NoteFoundMissing(operator=person["person"], day=clock.now().date())


async def on_a_phone(ask, who, service, role="operator", device=None):
    browser = Browser()
    body = {
        "person": who["person"],
        "role": role,
        "device": device or str(uuid4()),
        "key": browser.key(service.url),
    }
    assert await ask("subscribe", body) == {"ok": True}
    return browser, body["device"]


async def last(ask, who):
    return (await ask("mine", {"person": who["person"]}))["last"]


async def test_a_notice_reaches_the_phone_and_says_nothing_of_what_it_is(post, ask, say, service):
    who = person_who("push")
    await ask("choose", who)
    browser, _ = await on_a_phone(ask, who, service)

    await say(missing(who))
    [(path, headers, body)] = await soon(lambda: service.got)

    assert browser.opens(body)["notification"].items() >= {
        "title": "Casa Facendo", "body": "C’è qualcosa per te", "lang": "it",
    }.items()  # fmt: skip
    assert browser.opens(body)["web_push"] == 8030
    assert browser.opens(body)["notification"]["navigate"] == "http://localhost:8000/"
    assert 0 < int(headers["TTL"]) <= 86_400
    assert (headers["Urgency"], headers["Content-Encoding"], len(headers["Topic"])) == (
        "normal",
        "aes128gcm",
        32,
    )
    assert claims(headers)["aud"] == f"https://{HOST}:{service.port}"
    assert claims(headers)["sub"] == "mailto:casa@lucca.example"
    assert path == "/send/abc"
    await soon_said(ask, who, ("sent", "push"))


async def soon_said(ask, who, what):
    for _ in range(200):
        found = await last(ask, who)
        if found and (found[0]["state"], found[0]["way"]) == what:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(found)


@pytest.mark.parametrize("status", [404, 410])
async def test_a_phone_that_is_gone_is_forgotten_and_a_letter_goes_instead(
    post, ask, say, service, catcher, status
):
    who = person_who("push", "sara@coop.example")
    await ask("choose", who)
    await on_a_phone(ask, who, service)
    service.status = status

    await say(missing(who))
    [message] = await soon(lambda: caught(catcher))

    assert message["subject"] == "Casa Facendo: c’è qualcosa per te"
    assert (await ask("mine", {"person": who["person"]}))["phones"] == 0
    await soon_said(ask, who, ("sent", "e-mail"))


async def test_who_wants_nothing_is_told_nothing(post, ask, say, service, catcher):
    who, other = person_who("nothing", "a@b.example"), person_who("e-mail", "c@d.example")
    await ask("choose", who)
    await ask("choose", other)

    await say(missing(who))
    await say(missing(other))
    [message] = await soon(lambda: caught(catcher))

    assert message["to"] == "c@d.example"
    assert service.got == []


async def test_at_night_it_waits_and_is_dropped_when_the_note_comes(post, ask, say, catcher):
    clock.pretend(datetime(2026, 6, 3, 21, tzinfo=UTC))
    try:
        who, other, visit = person_who("e-mail", "a@b.example"), person_who("e-mail", "c@d.example"), uuid4()
        for one in (who, other):
            await ask("choose", {**one, "wishes": {**one["wishes"], "quiet_from": 20, "quiet_until": 8}})
        await say(missing(who), stream=visit)
        await say(missing(other))
        await soon_said(ask, who, ("waiting", None))
        await say(note(), stream=visit)
        await soon(lambda: post._hearing.followings["accompaniment"].lag == 0)
        await asyncio.sleep(0.1)
        assert caught(catcher) == []

        clock.pretend(datetime(2026, 6, 4, 6, 1, tzinfo=UTC))  # 8:01 in Rome
        [message] = await soon(lambda: caught(catcher))
        await soon_said(ask, who, ("dropped", None))
    finally:
        clock.pretend(None)

    assert message["to"] == "c@d.example"


def note():
    box = Box(
        key=uuid4(), owner=SARA.id, category=Category.VISIT_SHARED,
        nonce=encoded(b"1" * 12), ct=encoded(CANARY.encode()), commit=encoded(b"2" * 32),
    )  # fmt: skip
    return NoteWritten(
        note=uuid4(), section="home", category=Category.VISIT_SHARED, visibility="person", person=SARA.id,
        author=SARA.id, text=box,
    )  # fmt: skip


async def test_a_push_service_that_is_ill_is_tried_again(post, ask, say, service):
    who = person_who("push")
    await ask("choose", who)
    await on_a_phone(ask, who, service)
    service.status = 503
    await say(missing(who))
    await soon(lambda: service.got)
    await soon_said(ask, who, ("waiting", None))
    service.status = 201

    clock.pretend(clock.now() + timedelta(minutes=2))
    try:
        await soon_said(ask, who, ("sent", "push"))
    finally:
        clock.pretend(None)

    assert (
        len({headers["Topic"] for _, headers, _ in service.got}) == 1
    )  # shown once, should the first have arrived


@pytest.mark.parametrize(
    "ended",
    [
        lambda who, device: (
            RoleEnded(person=who["person"], role="operator", until=clock.now().date()),
            "network",
        ),
        lambda who, device: (DeviceEnded(person=who["person"], device=device), "network"),
        None,
    ],
    ids=["role", "device", "sign-out"],
)
async def test_what_ends_a_sign_in_ends_its_phone(post, ask, say, service, ended):
    who = person_who("push")
    await ask("choose", who)
    _, device = await on_a_phone(ask, who, service)

    begun = time.monotonic()
    if ended:
        fact, context = ended(who, device)
        await say(fact, context)
    else:
        await ask("sign-out", {"person": who["person"], "device": device})
    while (await ask("mine", {"person": who["person"]}))["phones"]:
        assert time.monotonic() - begun < 30
        await asyncio.sleep(0.05)


async def test_a_browser_belongs_to_who_signed_in_on_it_last(post, ask, service):
    first, second, browser = person_who("push"), person_who("push"), Browser()
    for who in (first, second):
        body = {"role": "operator", "device": str(uuid4()), "key": browser.key(service.url)}
        await ask("subscribe", {"person": who["person"], **body})

    phones = [(await ask("mine", {"person": who["person"]}))["phones"] for who in (first, second)]
    assert phones == [0, 1]


async def test_a_trial_goes_everywhere_and_says_it_is_one(post, ask, service, catcher):
    who = person_who("nothing", "a@b.example")
    await ask("choose", who)
    browser, _ = await on_a_phone(ask, who, service)

    assert await ask("try", {"person": who["person"]}) == {"ok": True, "phones": 1, "letter": True}
    assert browser.opens(service.got[0][2])["notification"]["body"] == "Questa è solo una prova"
    assert "prova" in text(caught(catcher)[0])


async def test_no_address_and_no_word_of_a_case_stands_anywhere(post, ask, say, service, catcher, settings):
    """Canaries: the address, the endpoint's path and a note's words, in files, logs, letters and pushes."""
    who = person_who("push", f"{CANARY}@example.org")
    await ask("choose", who)
    with structlog.testing.capture_logs() as logs:
        browser, _ = await on_a_phone(ask, who, service)
        await say(note())
        await say(missing(who))
        await soon(lambda: service.got)
        await soon_said(ask, who, ("sent", "push"))
        service.status = 410
        await say(missing(who))
        [message] = await soon(lambda: caught(catcher))
    kept = b"".join(it.read_bytes() for it in settings.data.glob("post.sqlite*"))

    assert CANARY.encode() not in kept
    assert b"/send/abc" not in kept
    assert CANARY not in json.dumps(logs, default=str)
    assert "/send/abc" not in json.dumps(logs, default=str)
    assert CANARY not in text(message) + message["subject"]
    assert CANARY not in json.dumps(browser.opens(service.got[0][2]))


async def test_killed_between_what_fell_due_and_its_delivery_it_is_told_once(
    settings, vault, catcher, ask, say
):
    """A mail server that takes the call and says nothing; the post is killed meanwhile, and started again."""
    who = person_who("e-mail", "a@b.example")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        process = alone(settings, silent.getsockname()[1])
        await soon_asked(ask, "choose", who)
        await say(missing(who))
        await soon(lambda: waiting(settings, who) == 1, patience=15)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    for _ in range(2):
        process = alone(settings, catcher.port)
        await soon_asked(ask, "mine", {"person": who["person"]})
        await soon(lambda: waiting(settings, who) == 0, patience=15)
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    assert len(caught(catcher)) == 1


def alone(settings, port):
    env = {
        **os.environ, "CASA_DATA": str(settings.data), "CASA_NATS": settings.nats,
        "CASA_SMTP_PORT": str(port),
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "services.post.service"], env=env, stdout=subprocess.DEVNULL
    )


async def soon_asked(ask, act, body):
    for _ in range(100):
        try:
            return await ask(act, body)
        except Exception:  # nobody there yet
            await asyncio.sleep(0.1)
    raise AssertionError(act)


def waiting(settings, who):
    with sqlite3.connect(f"file:{settings.data}/post.sqlite?mode=ro", uri=True) as db:
        query = "SELECT count(*) FROM notices WHERE person = ? AND state = 'waiting'"
        return db.execute(query, (who["person"],)).fetchone()[0]
