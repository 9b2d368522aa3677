"""Letters: asked for by a web node, taken by a real mail server, without a word of anybody's case."""

import asyncio
import socket
from datetime import timedelta

import pytest

from services.kernel import clock
from services.post.letter import KINDS, Letter
from services.post.mailing import Mailer
from services.post.outbox import FIRST, MOST, later_by
from services.post.service import Post
from services.post.settings import PostSettings
from services.post.writing import written
from tests.services.post.conftest import POST_OFFICE, caught, code, letter, text

NO_NAMES = ("giulia", "marco", "visit", "turn", "pact", "patto", "convivenza", "disab")
WORDS = {"sign-in-code": {"code": "481 302", "minutes": "10"}}


async def soon(true, patience=5.0):
    for _ in range(int(patience / 0.02)):
        if found := true():
            return found
        await asyncio.sleep(0.02)
    raise AssertionError("not in time")


async def test_a_code_arrives_before_the_answer(post, catcher, ask):
    assert await ask("letter", code()) == {"ok": True}

    [message] = caught(catcher)
    assert (message["to"], message["from"]) == ("giulia@example.org", "Casa Facendo <casa@lucca.example>")
    assert message["subject"] == "Il tuo codice: 481 302"
    assert "481 302" in text(message)
    assert "481 302" in message.get_body(("html",)).get_content()


async def test_a_notice_is_kept_and_leaves_soon(post, catcher, ask):
    assert await ask("letter", letter(locale="en")) == {"ok": True}

    [message] = await soon(lambda: caught(catcher))
    assert message["subject"] == "Casa Facendo: there is something for you"
    assert "http://localhost:" in text(message)


async def test_the_same_id_is_sent_once(post, catcher, ask):
    one, two = letter(), code()

    said = [*await asyncio.gather(ask("letter", two), ask("letter", two)), await ask("letter", one)]
    await soon(lambda: len(caught(catcher)) == 2)
    said += [await ask("letter", one), await ask("letter", two)]
    await post._posting.see_off()

    assert said == [{"ok": True}] * 5
    assert len(caught(catcher)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        letter("anything"),
        letter(words={"name": "Giulia"}),
        code(to="giulia@example.org, all@example.org"),
        code(to="giulia@example.org\r\nBcc: all@example.org"),
        code(to="<giulia@example.org>"),
        letter("sign-in-code", words={"code": "Giulia ha un appuntamento", "minutes": "10"}),
        letter("sign-in-code", words={"code": "481 302"}),
        letter(locale="de"),
    ],
)
async def test_what_is_no_letter_of_ours_does_not_leave(post, catcher, ask, wrong):
    assert await ask("letter", wrong) == {"ok": False, "reason": "malformed"}
    assert caught(catcher) == []


async def test_without_a_way_out_it_is_said_at_once(settings, ask, monkeypatch):
    for name in POST_OFFICE:
        monkeypatch.delenv(name, raising=False)
    post = Post()
    await post.start(settings)
    try:
        assert await ask("letter", letter()) == {"ok": False, "reason": "no-way-out"}
        assert post.health()["ready"]
        assert any("letters" in said for said in post.health()["trouble"])
    finally:
        await post.stop()


async def test_a_mail_server_that_is_away_loses_a_code_and_no_notice(settings, ask, catcher, monkeypatch):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("CASA_SMTP_PORT", str(nobody.getsockname()[1]))
        post = Post()
        await post.start(settings)
        said = [await ask("letter", code()), await ask("letter", letter())]
        await soon(lambda: post._db.execute("SELECT tries FROM letters WHERE tries > 0").fetchone())
        await post.stop()
    monkeypatch.setenv("CASA_SMTP_PORT", str(catcher.port))
    again = Post()
    clock.pretend(clock.now() + timedelta(minutes=5))
    try:
        await again.start(settings)
        [message] = await soon(lambda: caught(catcher))
    finally:
        clock.pretend(None)
        await again.stop()

    assert said == [{"ok": False, "reason": "unreachable"}, {"ok": True}]
    assert message["subject"] == "Casa Facendo: c’è qualcosa per te"


async def test_the_file_shows_no_address_and_forgets_what_left(settings, catcher, ask, monkeypatch):
    monkeypatch.setenv("CASA_SMTP_PORT", "1")
    post = Post()
    await post.start(settings)
    await ask("letter", letter(to="canarino@example.org"))
    await post.stop()
    files = b"".join(it.read_bytes() for it in settings.data.glob("post.sqlite*"))
    assert b"canarino" not in files
    assert b"reminder" in files


def test_it_is_tried_again_ever_more_rarely():
    waits = [later_by(n) for n in range(30)]

    assert waits[0] == FIRST
    assert waits == sorted(waits)
    assert waits[-1] == MOST


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", ["it", "en"])
def test_every_letter_exists_in_every_language_and_names_nobody(kind, locale):
    it = Letter.model_validate(letter(kind, words=WORDS.get(kind, {}), locale=locale))
    message = written(it, "casa@lucca.example", "https://casa.example")
    whole = f"{message['subject']} {text(message)} {message.get_body(('html',)).get_content()}".lower()

    assert "{" not in text(message)
    assert "https://casa.example" in whole
    assert [word for word in NO_NAMES if word in whole.replace("sign-in", "")] == []


@pytest.mark.parametrize(("host", "tls"), [("mail.example", "none"), ("10.0.0.8", "none")])
def test_a_letter_never_crosses_a_network_in_clear(host, tls):
    with pytest.raises(ValueError, match="smtp_tls"):
        PostSettings(smtp_host=host, smtp_tls=tls, smtp_from="casa@lucca.example")


def test_a_mail_server_needs_a_sender():
    with pytest.raises(ValueError, match="smtp_from"):
        PostSettings(smtp_host="mail.example")


def test_by_itself_it_asks_for_an_encrypted_line():
    assert PostSettings().smtp_tls == "starttls"
    assert not Mailer(PostSettings(), "").leaves
