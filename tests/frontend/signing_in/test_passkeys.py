"""Passkeys in a real browser: once, here, and by nobody who copied them."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
from playwright.async_api import Page

from frontend.pages.access.queries import ways
from tests.frontend.house import House
from tests.frontend.test_live import on_the_net
from tests.people import DARIO

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@dataclass
class Phone:
    page: Page
    url: str
    posted: list[str] = field(default_factory=list)

    async def come_in(self) -> None:
        """Its browser may offer the key before anybody taps."""
        await self.page.goto(f"{self.url}/entra")
        await self.page.wait_for_url(lambda it: "/entra" not in it)


@pytest.fixture
async def phone(web: House, open_phone, monkeypatch) -> AsyncIterator[Phone]:
    """With a key of Dario's, signed out."""
    async with on_the_net(web) as (url, _):
        monkeypatch.setattr(web.node, "settings", web.node.settings.model_copy(update={"origin": url}))
        made = Phone(await open_phone(), url)
        page, context = made.page, made.page.context
        session = await context.new_cdp_session(page)
        await session.send("WebAuthn.enable")
        await session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        page.on("request", lambda it: made.posted.append(it.post_data or "") if it.method == "POST" else None)
        await context.add_cookies([{"name": "casa", "value": await web.cookie(DARIO), "url": url}])
        await page.goto(f"{url}/profilo/accesso")
        await page.locator("form[action='/profilo/accesso/chiavi'] button").click()
        await page.wait_for_url("**fatto=**")
        await context.clear_cookies()
        yield made
        await page.close()


async def session_of(web: House, phone: Phone):
    cookies = {it["name"]: it["value"] for it in await phone.page.context.cookies()}
    return await web.node.sessions.find(cookies["casa"])


async def test_a_key_made_here_opens_here_and_counts_as_confirmed(web: House, phone: Phone):
    await phone.page.goto(f"{phone.url}/entra/codice")
    before = {it["value"] for it in await phone.page.context.cookies()}
    await phone.come_in()
    session = await session_of(web, phone)

    assert (session.person, session.role, session.means) == (DARIO.id, "auditor", "passkey")
    assert session.confirmed
    assert {it["value"] for it in await phone.page.context.cookies() if it["name"] == "casa"}.isdisjoint(
        before
    )


async def test_what_the_browser_sent_opens_nothing_a_second_time_or_elsewhere(web: House, phone: Phone):
    await phone.come_in()
    sent = next(it for it in reversed(phone.posted) if "credential" in it)
    async with httpx.AsyncClient(base_url=phone.url, timeout=30) as thief:
        await thief.get("/entra")
        thief.cookies.clear()
        thief.cookies.set(
            "casa", next(it["value"] for it in await phone.page.context.cookies() if it["name"] == "casa")
        )
        fields = dict(httpx.QueryParams(sent)) | {"_csrf_token": await web.token(thief)}
        again = await thief.post("/entra/chiave", data=fields)
    async with httpx.AsyncClient(base_url=phone.url, timeout=30) as other:
        await other.get("/entra")
        elsewhere = await other.post("/entra/chiave", data=fields | {"_csrf_token": await web.token(other)})

    assert (again.status_code, elsewhere.status_code) == (422, 422)


async def test_another_site_and_a_copied_key_are_turned_away(web: House, phone: Phone, monkeypatch):
    key = ways(web.node.readmodel.connection(), DARIO.id).passkeys[-1]
    with monkeypatch.context() as elsewhere:
        moved = web.node.settings.model_copy(update={"origin": "http://localhost:1"})
        elsewhere.setattr(web.node, "settings", moved)
        await refused(phone)
    for each in ways(web.node.readmodel.connection(), DARIO.id).passkeys:
        ahead = json.dumps({"count": 10**6, "at": "2026-01-01T00:00:00+00:00"}).encode()
        await web.node.buckets.used.put(f"key-{each.id}", ahead)
    await refused(phone)
    await web.node.buckets.used.forget(f"key-{key.id}")


async def refused(phone: Phone) -> None:
    await phone.page.goto(f"{phone.url}/entra")
    await phone.page.get_by_role("alert").filter(has_text="Questa chiave qui non vale").wait_for()
