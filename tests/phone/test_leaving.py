"""Second part: updates, closing, other hands, and what a phone forgets."""

import re
from typing import Any

from playwright.async_api import CDPSession

from tests.people import PAOLO, SARA
from tests.phone.hand import NOTE, Hand, notes, until
from tests.phone.proxy import Line
from tests.system.house import House


def newer(path: str, body: bytes) -> bytes:
    """The worker of another release."""
    return (
        re.sub(rb'const BUILD ?= ?"\w+"', b'const BUILD="anotherrelease"', body) if path == "/sw.js" else body
    )


async def test_a_new_version_waits_for_a_tap_and_drafts_survive_it(own: Hand, wire: Line) -> None:
    await own.open()
    wire.change = newer
    await own.page.evaluate("navigator.serviceWorker.getRegistration().then(it => it.update())")
    await own.page.locator("#update").wait_for(state="visible")
    await own.type("scritto durante l’aggiornamento")
    await until(lambda: own.page.evaluate("Casa.all('drafts').then(it => it.length)"), "no draft")

    async with own.page.expect_navigation():
        await own.page.get_by_role("button", name="Aggiorna ora").click()
    await own.ready()

    assert await own.page.locator(f"{NOTE} textarea").first.input_value() == "scritto durante l’aggiornamento"
    assert "shell-anotherrelease" in await own.page.evaluate("caches.keys()")


async def test_a_copy_keeps_what_it_is_dressed_in_after_the_update(own: Hand, wire: Line) -> None:
    await own.open()
    await own.keeps()

    def without_the_old(path: str, body: bytes) -> bytes:
        out = newer(path, body)
        return (
            re.sub(rb'"/static/(casa-[0-9a-f]{12}\.(css|js))"', rb'"/static/img/icon.svg?\1"', out)
            if path == "/sw.js"
            else out
        )

    wire.change = without_the_old
    await own.page.evaluate("navigator.serviceWorker.getRegistration().then(it => it.update())")
    await own.page.locator("#update").wait_for(state="visible")
    async with own.page.expect_navigation():
        await own.page.get_by_role("button", name="Aggiorna ora").click()
    assert "assets" in await own.page.evaluate("caches.keys()")
    wire.down = True
    await (await own.context.new_cdp_session(own.page)).send("Network.clearBrowserCache")

    await own.open()

    assert await own.page.locator("html").get_attribute("data-copy")
    assert await own.page.evaluate("getComputedStyle(document.querySelector('.btn')).borderRadius") == "12px"


async def test_the_app_is_closed_and_the_worker_sends(own: Hand, wire: Line, home: House) -> None:
    before = notes(home)
    await own.open()
    await own.keeps()
    outside = await own.context.new_page()
    await outside.goto(own.url + "/static/img/icon.svg")
    worker = await registered(await own.context.new_cdp_session(outside))
    await own.cut()
    await own.write("la manda il lavoratore")
    await own.page.close()
    await own.cut(False)

    async def sent() -> bool:
        await worker["session"].send(
            "ServiceWorker.dispatchSyncEvent",
            {"origin": own.url, "registrationId": worker["id"], "tag": "casa-outbox", "lastChance": False},
        )
        return "sw-sync" in [by for by, _ in wire.seen]

    await until(sent, "the worker sent nothing")
    assert notes(home) == before + 1


async def registered(session: CDPSession) -> dict[str, Any]:
    found: dict[str, Any] = {"session": session}

    def heard(event: dict[str, Any]) -> None:
        for it in event["registrations"]:
            found["id"] = it["registrationId"]

    session.on("ServiceWorker.workerRegistrationUpdated", heard)
    await session.send("ServiceWorker.enable")

    async def there() -> bool:
        return "id" in found

    await until(there, "no registration")
    return found


async def leave(hand: Hand) -> None:
    await hand.page.locator('form[action="/esci"]').evaluate("it => it.requestSubmit()")


async def test_signing_out_with_things_unsent_asks_and_deletes_when_told(
    own: Hand, wire: Line, home: House
) -> None:
    before = notes(home)
    await own.open()
    await own.keeps()
    wire.mute = True
    await own.write("non ancora")

    await leave(own)
    await own.page.locator("#leave").wait_for(state="visible")
    async with own.page.expect_navigation():
        await own.page.get_by_role("button", name="Cancellale ed esci").click()
    await own.ready()

    stores = await own.page.evaluate(
        "Promise.all(['items', 'drafts', 'photos', 'pages', 'keys'].map(Casa.all)).then(it => it.map(each => each.length))"
    )
    assert stores == [0, 0, 0, 0, 0]
    assert notes(home) == before


async def test_kept_ones_wait_closed_and_nobody_else_sees_or_sends_them(
    own: Hand, wire: Line, home: House
) -> None:
    before = notes(home)
    await own.open()
    await own.keeps()
    wire.mute = True
    await own.write("di Sara, non di Paolo")
    await leave(own)
    await own.page.locator("#leave").wait_for(state="visible")
    async with own.page.expect_navigation():
        await own.page.get_by_role("button", name="Esci e tienile chiuse").click()
    await own.ready()

    await own.sign_in(PAOLO)
    user = await own.page.evaluate("Casa.user")
    await own.page.evaluate("Casa.flush()")
    await own.open("/invii")
    await own.page.locator("#sendings-none").wait_for(state="visible")
    pages = await own.page.evaluate("Casa.all('pages').then(them => them.map(it => it.id))")
    assert all(it.startswith(user) for it in pages)
    assert wire.seen == []
    wire.mute = False
    await own.sign_in(SARA)

    await own.all_sent()
    assert notes(home) == before + 1


async def test_an_item_of_another_is_refused_by_the_house_itself(own: Hand, wire: Line, home: House) -> None:
    """Even when the phone takes itself for another's: the house compares."""
    before = notes(home)
    await own.open()
    await own.page.evaluate("Casa.know('current', 'f'.repeat(32))")
    await own.page.evaluate("Casa.user = 'f'.repeat(32)")
    await own.write("sotto falso nome")

    async def parked() -> bool:
        return await own.states() == ["auth"]

    await until(parked, "not parked")
    assert notes(home) == before


async def test_who_is_signed_out_reads_no_copy(own: Hand) -> None:
    await own.open()
    await own.keeps()
    async with own.page.expect_navigation():
        await leave(own)
    await own.ready()
    await own.cut()

    await own.open()

    assert await own.page.locator("h1").inner_text() == "Questa pagina non è su questo telefono"


async def test_the_switch_takes_the_worker_away_and_nothing_else(own: Hand, home: House) -> None:
    await own.open()
    await own.keeps()
    (home.data / "phone-off").touch()
    try:
        await own.page.evaluate("navigator.serviceWorker.getRegistration().then(it => it.update())")

        async def gone() -> bool:
            return bool(await own.page.evaluate("navigator.serviceWorker.getRegistration().then(it => !it)"))

        # The old worker first ends what it is at: the pages of the day, fetched ahead.
        await until(gone, "the worker is still there", 60)
        assert await own.page.evaluate("caches.keys()") == []
        await own.write("senza lavoratore")
        await own.all_sent()
    finally:
        (home.data / "phone-off").unlink()


CLOSED = """Casa.within(["known"], "readonly", (store) => {
  store.transaction.db.close();
  return store.count();
})"""


async def test_a_dead_connection_of_the_store_is_opened_anew(hand: Hand) -> None:
    await hand.open()
    await hand.page.evaluate(CLOSED)

    await hand.write("dopo lo strappo")

    await hand.all_sent()


async def test_a_full_phone_says_so_and_keeps_the_text(hand: Hand) -> None:
    await hand.open()
    await hand.page.evaluate(
        "() => { IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    await hand.type("non ci sta " * 50)
    await hand.save()

    await hand.page.locator(".toast", has_text="Il telefono è pieno").first.wait_for()

    assert "non ci sta" in await hand.page.locator(f"{NOTE} textarea").first.input_value()


async def test_a_second_tap_is_the_same_tap(hand: Hand, home: House) -> None:
    before = notes(home)
    await hand.open()
    await hand.type("un tocco solo")
    await hand.page.locator(NOTE).first.evaluate(
        "it => { it.requestSubmit(); it.noValidate = true; it.requestSubmit(); it.requestSubmit() }"
    )

    await hand.all_sent()
    assert notes(home) == before + 1


async def test_a_photo_is_made_small_loses_where_it_was_taken_and_goes_first(hand: Hand, wire: Line) -> None:
    await hand.open()
    await hand.type("con una foto")
    await hand.page.locator(f"{NOTE} input[data-photo]").first.set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    await hand.page.locator(f"{NOTE} output").filter(has_text="Foto pronta").first.wait_for(state="attached")
    kept = await hand.page.evaluate(KEPT_PHOTO)
    assert kept == [1600, 1200, False]

    await hand.save()

    await hand.all_sent()
    assert await hand.page.evaluate("Casa.all('photos').then(it => it.length)") == 0


def picture() -> bytes:
    """Larger than a phone needs, and telling where."""
    from io import BytesIO

    from PIL import Image

    made, out = Image.new("RGB", (2400, 1800), "#a4472a"), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "canarino"
    made.save(out, "JPEG", exif=exif)
    return out.getvalue()


KEPT_PHOTO = """Casa.all("photos").then(async ([it]) => {
  const bytes = await Casa.unseal(Casa.user, it.id.split(" ")[1], it);
  const made = await createImageBitmap(new Blob([bytes]));
  return [made.width, made.height, String.fromCharCode(...new Uint8Array(bytes).slice(0, 400)).includes("Exif")];
})"""


CONFIRMED = """Casa.store(Casa.user, {id: Casa.uuid7(), label: "Conferma", chain: null, photos: [], page: "/oggi",
  body: {action: "/oggi", fields: [["pin", "73519"]], show: null, form_v: 1, occurred_at: new Date().toISOString(),
    zone: "Europe/Rome", skew_ms: 0}})"""
"""As if somebody had typed their PIN on this phone, where there was no network."""


async def test_the_list_can_be_read_offline_and_exported(hand: Hand) -> None:
    await hand.open()
    await hand.keeps()
    await hand.cut()
    await hand.write("da portare via")
    await hand.page.evaluate(CONFIRMED)
    await hand.open("/invii")
    await hand.page.locator(".sending", has_text="Nota").wait_for()
    await hand.page.locator("summary").click()

    async with hand.page.expect_download() as download:
        await hand.page.get_by_role("button", name="Salva una copia in un file").click()

    file = await (await download.value).path()
    assert "da portare via" in file.read_text()
    assert "73519" not in file.read_text()
