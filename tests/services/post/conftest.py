"""The post beside a real message server, its letters caught here."""

import json
from email import message_from_bytes, policy
from uuid import uuid4

import pytest

from services.kernel.settings import Settings
from services.post.catcher import Catcher
from services.post.service import Post
from tests.parts.nats import connected, running_nats

POST_OFFICE = {"CASA_SMTP_HOST": "127.0.0.1", "CASA_SMTP_TLS": "none", "CASA_SMTP_FROM": "casa@lucca.example"}


@pytest.fixture(scope="module")
def courier(tmp_path_factory):
    """One server for a module; each test's post has a data folder of its own beside its passwords."""
    data = tmp_path_factory.mktemp("post-nats")
    with running_nats(data) as running:
        yield data, running


@pytest.fixture
def settings(courier, tmp_path):
    data, running = courier
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "nats.json").write_bytes((data / "secrets" / "nats.json").read_bytes())
    return Settings(data=tmp_path, nats=running.url)


@pytest.fixture
async def catcher(tmp_path, monkeypatch):
    catcher = Catcher(tmp_path / "mail")
    await catcher.start()
    for name, value in {**POST_OFFICE, "CASA_SMTP_PORT": str(catcher.port)}.items():
        monkeypatch.setenv(name, value)
    yield catcher
    await catcher.stop()


@pytest.fixture
async def post(settings, catcher):
    post = Post()
    await post.start(settings)
    yield post
    await post.stop()


@pytest.fixture
async def ask(courier):
    """``await ask("letter", {...})`` as a web node asks."""
    client = await connected(courier[1].options("frontend"))

    async def asking(act, body):
        reply = await client.request(f"casa.post.{act}", json.dumps(body).encode(), timeout=12)
        return json.loads(reply.data)

    yield asking
    await client.close()


def letter(kind="reminder", **more):
    return {"id": str(uuid4()), "to": "giulia@example.org", "kind": kind, "words": {}, "locale": "it", **more}


def code(**more):
    return letter("sign-in-code", words={"code": "481 302", "minutes": "10"}, **more)


def caught(catcher):
    files = sorted(catcher.folder.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def text(message):
    return message.get_body(("plain",)).get_content()
