"""The checks of the design, first part: read and write without a network, and send once."""

import json
import re

from tests.phone.hand import NOTE, VISIT, Hand, notes, until
from tests.phone.proxy import Line
from tests.system.house import House

CANARY = "parolacanarina"


async def test_the_worker_is_in_charge_and_keeps_pages_of_this_user_only(hand: Hand) -> None:
    user = await hand.page.evaluate("Casa.user")
    ids = await hand.page.evaluate("Casa.all('pages').then(them => them.map(it => it.id))")

    assert len(user) == 32
    assert all(it.startswith(f"{user} /") for it in ids)


async def test_a_page_that_the_worker_passed_over_is_taken_in_charge(hand: Hand) -> None:
    """As one is that was on its way while the worker began to serve; here by loading it past the worker."""
    passing = await hand.page.context.new_cdp_session(hand.page)
    async with hand.page.expect_navigation():
        await passing.send("Page.reload", {"ignoreCache": True})
    await until(hand.in_charge, "the worker")


async def test_kept_pages_are_closed_boxes(hand: Hand) -> None:
    await hand.open()
    await hand.keeps()

    page = await hand.page.evaluate(
        "Casa.all('pages').then(them => String.fromCharCode(...new Uint8Array(them[0].ct).slice(0, 4000)))"
    )
    key = await hand.page.evaluate("Casa.all('keys').then(([it]) => it.key.extractable)")

    assert "html" not in page
    assert key is False


async def test_a_page_opens_without_a_network_and_says_of_when_it_is(hand: Hand) -> None:
    await hand.open()
    await hand.keeps()
    await hand.cut()

    await hand.open()

    assert re.fullmatch(r"Copia delle \d\d:\d\d", await hand.page.locator("#copy").inner_text())
    assert "Senza rete" in await hand.page.locator("#sync").inner_text()


async def test_a_page_never_visited_opens_because_the_house_named_it(hand: Hand) -> None:
    await until(lambda: hand.page.evaluate("Casa.known('fetched ' + Casa.user)"), "the day is not on board")
    pages = await hand.page.evaluate("Casa.all('pages').then(them => them.map(it => it.id.split(' ')[1]))")
    never = next(it for it in pages if it.startswith("/visite/"))
    await hand.cut()

    await hand.open(never)

    assert "Visita" in await hand.page.locator("h1").inner_text()


async def test_what_is_not_here_says_so_and_the_beginning_is_found(hand: Hand) -> None:
    await hand.cut()
    await hand.open("/quadro")
    assert await hand.page.locator("h1").inner_text() == "Questa pagina non è su questo telefono"

    await hand.open("/")

    assert hand.page.url.endswith("/oggi")


async def test_what_is_written_without_a_network_waits_closed_and_goes_once(
    hand: Hand, wire: Line, home: House
) -> None:
    before = notes(home)
    await hand.open()
    await hand.keeps()
    await hand.cut()
    await hand.write(f"{CANARY} uno")
    await hand.pending(1)
    stored = await hand.page.evaluate(
        "Casa.all('items').then(([it]) => String.fromCharCode(...new Uint8Array(it.ct)) + JSON.stringify({...it, ct: 0}))"
    )
    assert CANARY not in stored

    await hand.open()
    await hand.pending(1)
    assert wire.seen == []
    await hand.cut(False)

    await hand.all_sent()
    assert notes(home) == before + 1
    assert len(wire.seen) == 1


async def test_an_answer_that_was_lost_is_asked_for_again_and_makes_no_second_fact(
    hand: Hand, wire: Line, home: House
) -> None:
    before = notes(home)
    await hand.open()
    wire.lose = 1

    await hand.write("detta una volta")
    await until(lambda: hand.page.evaluate("Casa.known('later')"), "no second try is planned")
    await hand.page.evaluate("Casa.flush()")

    await hand.all_sent()
    assert len(wire.seen) == 2
    assert notes(home) == before + 1


async def test_five_things_two_tabs_and_a_worker_send_each_once_and_in_order(
    hand: Hand, wire: Line, home: House
) -> None:
    before = notes(home)
    await hand.open()
    await hand.keeps()
    await hand.cut()
    for n in range(5):
        await hand.write(f"in ordine {n}")
    other = await hand.context.new_page()
    await other.goto(hand.url + VISIT, wait_until="domcontentloaded")
    await hand.cut(False)
    await hand.page.evaluate("Promise.all([Casa.flush(), Casa.flush()])")
    await other.evaluate("Casa.flush()")

    await hand.all_sent()
    texts = [dict(it["fields"])["text"] for _, body in wire.seen for it in json.loads(body)["items"]]
    assert texts == [f"in ordine {n}" for n in range(5)]
    assert notes(home) == before + 5


async def test_a_draft_comes_back_after_a_reload_and_a_killed_page(hand: Hand) -> None:
    await hand.open()
    await hand.type("a metà di una fra")
    await until(lambda: hand.page.evaluate("Casa.all('drafts').then(it => it.length)"), "no draft")
    await hand.page.close()
    hand.page = await hand.context.new_page()

    await hand.open()

    assert await hand.page.locator(f"{NOTE} textarea").first.input_value() == "a metà di una fra"


async def test_saving_and_leaving_at_once_keeps_either_the_item_or_its_draft(hand: Hand, home: House) -> None:
    before = notes(home)
    await hand.open()
    await hand.keeps()
    await hand.cut()
    for n in range(8):
        await hand.open()
        await hand.type(f"e via {n}")
        await hand.save()
    await hand.open("/invii")
    drafts = await hand.page.evaluate("Casa.all('drafts').then(it => it.length)")
    kept = await hand.count()

    assert kept + drafts >= 1
    assert drafts <= 1
    await hand.cut(False)
    await hand.all_sent()
    assert notes(home) == before + kept


async def test_one_that_is_refused_is_kept_with_its_reason_and_holds_nothing_up(
    hand: Hand, home: House
) -> None:
    before = notes(home)
    await hand.open()
    await hand.keeps()
    await hand.cut()
    await hand.page.locator(NOTE).first.evaluate("it => { it.noValidate = true }")
    await hand.type("")
    await hand.save()
    await until(lambda: hand.more_than(0), "not kept")
    await hand.open()
    await hand.write("questa va")
    await hand.cut(False)

    await until(lambda: _states(hand, ["refused", "sent"]), "not as expected")
    await hand.open("/invii")
    card = hand.page.locator(".sending", has_text="Da sistemare")
    await card.wait_for()
    assert await card.locator("[data-reason]").inner_text()
    assert notes(home) == before + 1
    assert await hand.page.locator("#sync").get_attribute("data-stuck") == "1"


async def _states(hand: Hand, wanted: list[str]) -> bool:
    return sorted(await hand.states()) == wanted


async def test_what_was_refused_opens_in_its_form_and_is_replaced(hand: Hand, home: House) -> None:
    before = notes(home)
    await hand.open()
    await hand.page.locator(NOTE).first.evaluate("it => { it.noValidate = true }")
    await hand.type("")
    await hand.save()
    await until(lambda: _states(hand, ["refused"]), "not refused")
    await hand.open("/invii")
    await hand.page.get_by_role("link", name="Riapri e correggi").click()
    await hand.ready()
    await until(lambda: hand.page.locator(f"{NOTE}[data-replaces]").count(), "not opened again")

    await hand.type("ora con le parole")
    await hand.save()

    await until(lambda: _states(hand, ["sent"]), "not replaced")
    assert notes(home) == before + 1


async def test_an_expired_session_parks_and_sending_goes_on_after_sign_in(own: Hand, home: House) -> None:
    before = notes(home)
    await own.open()
    await own.context.clear_cookies()

    await own.write("durante la scadenza")

    await until(lambda: _states(own, ["auth"]), "not parked")
    await own.page.goto(own.url + "/demo")
    await own.ready()
    assert "Accedi per inviare" in await own.page.locator("#sync").inner_text()
    assert not any(
        it.endswith("/demo")
        for it in await own.page.evaluate("Casa.all('pages').then(them => them.map(it => it.id))")
    )
    await own.sign_in()

    await own.all_sent()
    assert notes(home) == before + 1


async def test_a_slow_house_is_answered_by_the_copy_after_three_seconds(hand: Hand, wire: Line) -> None:
    await hand.open()
    await hand.keeps()
    wire.slow = 8.0

    await hand.page.goto(hand.url + VISIT, wait_until="commit", timeout=6_000)

    assert await hand.page.locator("html").get_attribute("data-copy")


async def test_the_house_says_no_and_the_phone_keeps_trying(hand: Hand, wire: Line, home: House) -> None:
    before = notes(home)
    await hand.open()
    wire.down = True
    await hand.write("la casa è giù")
    await until(lambda: hand.page.evaluate("Casa.known('later')"), "no second try is planned")
    wire.down = False
    await hand.open("/invii")

    await hand.all_sent()
    assert notes(home) == before + 1
