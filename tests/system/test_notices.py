"""Notices in a whole house: chosen on the page, tried, read on /posta; shown by a real browser's worker."""

import asyncio
import json

from playwright.async_api import expect

from tests.people import NADIA, SARA
from tests.system.house import House
from tests.system.signing_in import hidden, signed_in

HERE = "/profilo/avvisi"


def test_one_chooses_letters_tries_and_reads_what_arrived(demo: House):
    with signed_in(demo, SARA) as phone:
        page = phone.get(HERE).text
        hours = {"quiet_from": "20", "quiet_until": "8"}
        without = phone.post(HERE, data={**hidden(page), **hours, "visit_tomorrow": "e-mail"})
        saved = phone.post(
            HERE, data={**hidden(page), **hours, "visit_tomorrow": "e-mail", "email": "sara@coop.example"}
        )
        tried = phone.post(f"{HERE}/prova", data=hidden(phone.get(HERE).text))
        letters = phone.get("/posta").text

    assert (without.status_code, "serve un indirizzo" in without.text) == (422, True)
    assert "Salvato" in saved.text
    assert 'value="sara@coop.example"' in saved.text
    assert "La prova è partita" in tried.text
    assert "Casa Facendo: una prova" in letters
    assert "A sara@coop.example" in letters


def test_health_knows_the_post(demo: House):
    told = demo.health()["parts"]["post"]

    assert (told["ready"], told["trouble"]) == (True, [])


async def test_a_browser_shows_the_same_few_words_whatever_comes(demo: House, open_phone):
    page = await open_phone(service_workers="allow", permissions=["notifications"], base_url=demo.url)
    await page.goto("/demo")
    await page.locator(f'button[value="{NADIA.id}"]').click()
    await page.goto(HERE)
    await page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    await expect(page.get_by_role("button", name="Avvisami su questo telefono")).to_be_visible()

    said = {
        "web_push": 8030,
        "notification": {"title": "Casa Facendo", "body": "C’è qualcosa per te", "tag": "t"},
    }
    await pushed(page, demo.url, json.dumps(said))
    await pushed(page, demo.url, json.dumps(said))  # the same once more takes the first's place
    await pushed(page, demo.url, "nonsense")  # shown all the same: a silent push costs the right to send any

    shown = await notifications(page)
    assert sorted(shown) == [
        ["", "C’è qualcosa per te", "Casa Facendo"],
        ["t", "C’è qualcosa per te", "Casa Facendo"],
    ]


async def pushed(page, origin, data):
    wire = await page.context.new_cdp_session(page)
    seen = asyncio.get_running_loop().create_future()

    def hear(told):
        for it in told["registrations"]:
            if not seen.done() and it["scopeURL"].startswith(origin):
                seen.set_result(it["registrationId"])

    wire.on("ServiceWorker.workerRegistrationUpdated", hear)
    await wire.send("ServiceWorker.enable")
    registration = await asyncio.wait_for(seen, 30)
    await wire.send(
        "ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": registration, "data": data}
    )
    await wire.detach()


async def notifications(page):
    for _ in range(50):
        found = await page.evaluate(
            "navigator.serviceWorker.ready.then((it) => it.getNotifications())"
            ".then((all) => all.map(({ tag, body, title }) => [tag, body, title]))"
        )
        if len(found) == 2:
            break
        await asyncio.sleep(0.1)
    return found
