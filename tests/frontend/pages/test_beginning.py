"""An empty house begins from its pages: partners, districts, an Info Point, and the first call."""

from datetime import timedelta

from tests.frontend.house import House
from tests.frontend.pages.posting import done, faults, send
from tests.people import MARTA, SARA

GRID = "Età 10 punti. Motivazione 20 punti. Legame con il territorio 15 punti."
CALL = {
    "title": "Abitare insieme 2031", "youngest": "18", "oldest": "35", "family_from": "6.000",
    "family_to": "20.000,50", "personal_to": "10000", "grid": GRID,
}  # fmt: skip


def day(name: str, it) -> dict[str, str]:
    return {f"{name}__day": str(it.day), f"{name}__month": str(it.month), f"{name}__year": str(it.year)}


async def test_a_network_is_made_from_nothing(calling: House):
    async with calling.browser(MARTA) as marta:
        form = await marta.get("/rete/enti/nuovo")
        page = await done(
            marta, form, "/rete/enti", name="Ente di Prova", legal_form="aps", competences=["youth"]
        )
        assert "Ente di Prova" in page.text

        form = await marta.get("/rete/quartieri/nuovo")
        page = await done(marta, form, "/rete/quartieri", district_name="Arancio")
        assert "Arancio" in page.text

        form = await marta.get("/rete/punti/nuovo")
        owner = form.text.split(">Ente di Prova<")[0].rpartition('value="')[2].partition('"')[0]
        typed = {"organisation": owner, "name": "Punto Arancio", "place": "Via Romana 1", "days": ["1", "3"]}
        page = await done(marta, form, "/rete/punti", **typed, opens="9:00", closes="12.30")
        assert "Punto Arancio" in page.text

    async with calling.browser() as anybody:
        assert "09:00–12:30" in (await anybody.get("/avviso")).text


async def test_an_info_point_without_hours_for_its_days_comes_back_with_what_was_typed(calling: House):
    async with calling.browser(MARTA) as marta:
        form = await marta.get("/rete/punti/nuovo")
        page = await send(
            marta, form, "/rete/punti", name="Punto Due", place="Via Due", days=["1"], opens="25:99"
        )

    assert page.status_code == 422
    assert "Punto Due" in page.text
    assert faults(page)


async def test_a_call_is_published_read_by_anybody_and_extended(calling: House):
    today = calling.node.today()
    async with calling.browser(MARTA) as marta:
        form = await marta.get("/avvisi/nuovo")
        closes = today + timedelta(days=3)
        page = await done(marta, form, "/avvisi", **CALL, **day("opens", today), **day("closes", closes))
        assert "Abitare insieme 2031" in page.text
        path = page.url.path

        later = closes + timedelta(days=9)
        page = await done(marta, page, f"{path}/proroga", **day("closes", later), reason="few-applications")
        assert "È stato prolungato" in page.text
        listed = (await marta.get("/avvisi")).text
        assert "Abitare insieme 2031" in listed


async def test_a_call_that_ends_before_it_begins_is_refused_with_all_that_was_typed(calling: House):
    today = calling.node.today()
    async with calling.browser(MARTA) as marta:
        form = await marta.get("/avvisi/nuovo")
        before = today - timedelta(days=3)
        page = await send(marta, form, "/avvisi", **CALL, **day("opens", today), **day("closes", before))

    assert page.status_code == 422
    assert GRID in page.text
    assert faults(page)


async def test_only_coordination_publishes(calling: House):
    async with calling.browser(SARA) as sara:
        answers = [
            await sara.get(path)
            for path in ("/avvisi", "/avvisi/nuovo", "/rete/enti/nuovo", "/rete/punti/nuovo")
        ]

    assert {answer.status_code for answer in answers} == {404}
