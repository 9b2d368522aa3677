"""A post that keeps what it is asked to send, and an address that is known."""

import contextlib
import json
from collections.abc import AsyncIterator, Callable

import nats
import pytest

from events.network.keys import ConfirmAddress, keys_of
from frontend.signing_in.codes import marked
from services.kernel.courier import connection
from tests.frontend.house import House
from tests.people import GIULIA, Person

Letters = list[dict[str, object]]


@pytest.fixture
async def letters(web: House) -> AsyncIterator[Letters]:
    """Letters as they reach the post, in the order they came."""
    came: Letters = []
    post = await nats.connect(web.nats.url, **connection("post", web.nats.passwords["post"]))

    async def keep(message: object) -> None:
        came.append(json.loads(message.data))
        await message.respond(b'{"ok": true}')

    await post.subscribe("casa.post.letter", cb=keep)
    await post.flush()
    yield came
    with contextlib.suppress(Exception):
        await post.close()


@pytest.fixture
async def known(web: House) -> Person:
    """Giulia, with an address she has proven."""
    await confirm(web, GIULIA)
    return GIULIA


async def confirm(web: House, person: Person) -> None:
    mine = {"stream": keys_of(person.id), "dossier": person.id}
    command = ConfirmAddress(**mine, address=person.email, mark=marked(web.node, person.email))
    reply = await web.ask(command, "self", person.id)
    if reply.position:
        await web.caught_up(reply)


@pytest.fixture
def settings(web: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`settings(origin=…)`: for this test the house is told otherwise."""

    def told(**other: object) -> None:
        monkeypatch.setattr(web.node, "settings", web.node.settings.model_copy(update=other))

    return told
