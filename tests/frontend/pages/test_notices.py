"""*Come ti avvisiamo* without a post, and with one: what is typed stays, what is chosen is asked of the post alone."""

import json

import nats
import pytest

from events.role import Role
from frontend.notices import device_of, silence
from frontend.pages.notices.choices import KINDS, WORDS, HowTold, chosen, typed
from tests.frontend.house import House
from tests.people import GIULIA, SARA


@pytest.fixture
async def post(web: House):
    """What the post is asked, and the answers it is told to give."""
    asked: list[tuple[str, dict]] = []
    mine = {
        "wishes": {},
        "email": "",
        "phones": 0,
        "here": False,
        "last": [],
        "public_key": "k",
        "letters": True,
    }
    answers: dict[str, dict] = {"mine": {"ok": True, **mine}}

    async def answer(message):
        act = message.subject.rpartition(".")[2]
        asked.append((act, json.loads(message.data)))
        await message.respond(json.dumps(answers.get(act, {"ok": True})).encode())

    client = await nats.connect(**web.nats.options("post"))
    await client.subscribe("casa.post.>", cb=answer)
    await client.flush()
    yield asked, answers
    await client.close()


async def send(web, client, path, **fields):
    data = {"_csrf_token": await web.token(client), **fields}
    return await client.post(path, data=data, headers={"origin": "http://localhost"})


FORM = {"quiet_from": "22", "quiet_until": "7"}


async def test_a_post_that_is_away_keeps_what_was_typed(web: House):
    async with web.browser(GIULIA) as client:
        shown = await client.get("/profilo/avvisi")
        sent = await send(web, client, "/profilo/avvisi", **FORM, email="giulia@example.org")

    assert (shown.status_code, "Gli avvisi ora non rispondono" in shown.text) == (200, True)
    assert sent.status_code == 503


async def test_what_is_chosen_is_asked_for_oneself(web: House, post):
    asked, _ = post
    async with web.browser(GIULIA) as client:
        sent = await send(web, client, "/profilo/avvisi", **FORM, turn="e-mail", email="giulia@example.org")

    assert sent.status_code == 303
    act, body = asked[-1]
    assert (act, body["person"], body["email"]) == ("choose", str(GIULIA.id), "giulia@example.org")
    assert body["wishes"] == {"ways": {"turn": "e-mail"}, "quiet_from": 22, "quiet_until": 7, "locale": "it"}


@pytest.mark.parametrize(
    "wrong", [{"turn": "e-mail"}, {"email": "not an address"}, {"quiet_from": "24"}, {"turn": "sms"}]
)
async def test_what_cannot_be_is_said_beside_its_field_and_asked_of_nobody(web: House, post, wrong):
    asked, _ = post
    async with web.browser(GIULIA) as client:
        sent = await send(web, client, "/profilo/avvisi", **{**FORM, **wrong})

    assert sent.status_code == 422
    assert "choose" not in [act for act, _ in asked]


async def test_signing_out_silences_the_phone(web: House, post):
    asked, _ = post
    _, session = await web.node.sessions.begin(GIULIA.id, Role.COHABITANT, "it")

    await silence(web.node, session)

    assert asked == [("sign-out", {"person": str(GIULIA.id), "device": device_of(session)})]
    assert device_of(session)


async def test_out_means_the_post_is_told(web: House, post):
    asked, _ = post
    async with web.browser(GIULIA) as client:
        await send(web, client, "/esci")

    assert [(act, body["person"]) for act, body in asked] == [("sign-out", str(GIULIA.id))]


async def test_the_letters_of_a_demo_are_nowhere_else(web: House):
    async with web.browser() as nobody, web.browser(SARA) as sara:
        answers = [await nobody.get("/posta"), await sara.get("/posta")]

    assert [it.status_code for it in answers] == [404, 404]


def test_a_kind_that_is_not_on_the_page_stays_as_it_was():
    before = {"ways": {"trial-ending": "push", "turn": "push"}}
    asked = chosen(GIULIA.id, before, HowTold(quiet_from=20, quiet_until=8, turn="nothing"), "it")

    assert asked["wishes"]["ways"] == {"trial-ending": "push", "turn": "nothing"}


def test_what_was_chosen_stands_in_the_form():
    mine = {
        "wishes": {"ways": {"note-missing": "push"}, "quiet_from": 0, "quiet_until": 0},
        "email": "a@b.it",
    }

    assert (
        typed(mine).items()
        >= {"note_missing": "push", "turn": "nothing", "quiet_from": "0", "email": "a@b.it"}.items()
    )


def test_every_kind_has_words_and_somebody_who_may_be_told():
    assert {kind for kinds in KINDS.values() for kind in kinds} == set(WORDS)
