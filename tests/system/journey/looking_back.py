"""Who else may look: a relative what was shared, an auditor all of it without a name, a stranger nothing."""

import re

import httpx
from playwright.async_api import expect

from tests.people import Person
from tests.system.phone import Phone

CLOSED = "decide cosa mostrare qui."
TIMES = ("Successo", "Ricevuto", "Registrato")


async def share_goals_only(phone: Phone, with_whom: Person) -> None:
    await phone.open("/condivisioni")
    await phone.tap("Cambia che cosa vede", "link")
    sheet = phone.page.locator("form", has_text=f"Che cosa può vedere {with_whom.first_name}?")
    await expect(sheet).to_be_visible()
    for choice in await sheet.locator("label.tick").all():
        wanted = "obiettivi" in (await choice.inner_text()).lower()
        if await choice.locator("input").is_checked() != wanted:
            await phone.touch(choice)
    await phone.tap("Salva quello che può vedere")
    await phone.sees("decidi tu, e puoi sempre cambiare")
    await expect(phone.page.locator(".shown li")).to_have_text([re.compile("obiettivi")])
    await phone.keep("33-condivisione")


async def sees_goals_and_nothing_else(phone: Phone, *hidden: str) -> None:
    await phone.open("/andamento")
    await phone.sees("I suoi obiettivi")
    await expect(phone.page.get_by_role("heading", name="Dalle visite")).to_have_count(0)
    await phone.never_sees(*hidden)
    assert await phone.page.get_by_text(CLOSED).count() >= 8
    await phone.keep("34-andamento")


async def read_the_whole_file(phone: Phone, dossier: str) -> str:
    """All pages of it, as text."""
    await phone.open("/fascicoli")
    await phone.touch(phone.page.locator(f'a[href="/fascicoli/{dossier}"]'))
    await phone.sees("Catena integra")
    await phone.keep("35-fascicolo")
    read = [await one_page(phone)]
    while await phone.page.get_by_role("link", name="Dopo").count():
        await phone.tap("Dopo", "link")
        await expect(phone.page.locator(".facts")).to_be_visible()
        read.append(await one_page(phone))
    return "\n".join(read)


async def one_page(phone: Phone) -> str:
    """Every fact on it with its three times."""
    facts = await phone.page.locator("li.fact").all_inner_texts()
    assert facts
    for fact in facts:
        assert all(time in fact for time in TIMES), fact
    return await phone.page.content()


async def finds_none_of_it(phone: Phone, addresses: list[str]) -> None:
    """The same answer as where nothing is."""
    cookies = {it["name"]: it["value"] for it in await phone.page.context.cookies()}
    async with httpx.AsyncClient(base_url=phone.house, cookies=cookies, timeout=30) as client:
        nothing = (await client.get("/qui-non-c-e-niente")).content
        for address in addresses:
            answer = await client.get(address)
            assert (answer.status_code, answer.content) == (404, nothing), address
