"""The message server away: pages can be read and say since when, nothing is lost, nothing hangs."""

import asyncio
from pathlib import Path

import pytest

from frontend import bus
from frontend.ids import uuid7
from tests.frontend.house import house
from tests.frontend.test_example_page import GOOD, PAGE, times
from tests.parts.nats import running_nats
from tests.people import GIULIA


async def test_pages_stay_readable_writes_are_refused_soon_and_the_same_form_can_be_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with running_nats(tmp_path) as nats:
        async with house(nats, tmp_path) as web, web.browser(GIULIA) as client:
            data = {
                **GOOD,
                "first_name": "Lia",
                "command_id": str(uuid7()),
                "_csrf_token": await web.token(client),
            }
            before = times((await client.get(PAGE)).text)
            nats.stop()
            await until(lambda: web.node.stale_since() is not None)
            monkeypatch.setattr(bus, "PATIENCE", 3600.0)  # nothing is waited for that cannot come
            page = await client.get(PAGE)
            answer = await client.post(PAGE, data=data)
            health = await client.get("/healthz")

            assert (page.status_code, times(page.text)) == (200, before)
            assert "Non siamo collegati" in page.text
            assert answer.status_code == 503
            assert 'value="Lia"' in answer.text
            assert data["command_id"] in answer.text
            assert health.status_code == 503


async def until(holds) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.02)
