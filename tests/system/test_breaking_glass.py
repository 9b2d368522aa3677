"""The glass is broken with a reason; the coordinators see it at once, and one of them reviews it."""

import re

import httpx

from tests.frontend.pages.posting import filled
from tests.people import COHABITATION_SAN_VITO, MARTA, SARA
from tests.system.house import House
from tests.system.signing_in import signed_in

WHY = "Serve sapere se le due visite sono davvero due."
VITO = f"/casi/{COHABITATION_SAN_VITO}/necessita"


def test_an_operator_breaks_it_with_a_reason_and_a_coordinator_reviews_it(lived_in: House) -> None:
    with signed_in(lived_in, SARA) as sara, signed_in(lived_in, MARTA) as marta:
        short = told(sara, categories="judicial", ground="health", reason="Serve.")
        done = told(sara, categories="judicial", ground="health", reason=WHY)
        other = told(sara, categories="visit-professional", ground="health", reason=WHY)
        where = sara.get(f"/casi/{COHABITATION_SAN_VITO}").text
        link = [one for one in links(marta.get("/quadro").text) if marta.get(one).text.find(WHY) > 0]
        own = sara.get(link[0]).status_code
        page = marta.get(link[0])
        after = marta.post(link[0], data=filled(page, link[0], outcome="justified", words="Era giusto."))
        again = marta.get(link[0]).text

    assert (short.status_code, done.status_code, other.status_code, own) == (422, 200, 422, 404)
    assert "Aperto per necessità fino alle" in where
    assert after.status_code == 200
    assert link[0] not in after.text
    assert "Era giusto." in again


def told(phone: httpx.Client, **typed: str) -> httpx.Response:
    page = phone.get(VITO)
    form = filled(page, VITO, **typed) if "Apri per un" in page.text else {}
    return phone.post(VITO, data=form)


def links(text: str) -> list[str]:
    return re.findall(r'href="(/casi/[0-9a-f-]+/necessita/[0-9a-f-]+)"', text)
