"""A decree from paper to paper: what it names may be done in her name, and not a thing more; then it ends."""

import re
from datetime import datetime, timedelta

import httpx

from deploy.demo.calendar import ZONE
from tests.people import COHABITATION_PONTETETTO, GIULIA, MARTA, PIERO, ROSA, SARA
from tests.system.house import House
from tests.system.signing_in import signed_in
from tests.system.test_sharing import POWERS, day, fresh

TODAY = datetime.now(ZONE).date()
BANNER = "Stai agendo per Giulia Conti"


def acts(phone: httpx.Client) -> httpx.Response:
    return phone.post("/agire", data={**fresh(phone.get("/agire").text), "person": str(GIULIA.id)})


def recorded(marta: httpx.Client, *powers: str) -> httpx.Response:
    page = marta.get(POWERS).text
    said = {
        **fresh(page), "holder": str(PIERO.id), "source": "guardian", "powers": list(powers), "number": "RG 7/2026",
        "words": "Nomina.", **day("decided_on", TODAY), **day("since", TODAY), **day("last", TODAY + timedelta(days=30)),
    }  # fmt: skip
    return marta.post(POWERS, data=said)


def check(phone: httpx.Client, beside: bool = True) -> httpx.Response:
    said = {**fresh(phone.get("/decreti").text), "holder": str(PIERO.id)}
    return phone.post(f"/decreti/{GIULIA.id}/controlli", data={**said, **({"beside": "1"} if beside else {})})


def ended(marta: httpx.Client) -> httpx.Response:
    page = marta.get(POWERS).text
    said = {**fresh(page), "ended_holder": str(PIERO.id), "reason": "revoked", **day("until", TODAY)}
    return marta.post(f"{POWERS}/fine", data=said)


def test_a_guardian_does_what_the_decree_says_and_no_more(lived_in: House) -> None:
    with signed_in(lived_in, PIERO) as piero:
        assert BANNER in acts(piero).text
        for path in ("/patto", "/condivisioni", "/proposta"):
            assert BANNER in piero.get(path).text
        for path in (
            "/casa",
            "/turni",
            "/obiettivi",
            "/domanda",
            "/andamento",
            "/i-miei-dati",
            "/chi-ha-visto",
        ):
            assert piero.get(path).status_code == 404, path
        page = piero.get("/condivisioni").text
        to_himself = {**fresh(page), "to": str(PIERO.id), "categories": ["goals"], **day("until", TODAY)}
        assert piero.post("/condivisioni", data=to_himself).status_code in (404, 422)
        piero.post("/agire/fine", data=fresh(page))
        assert BANNER not in piero.get("/andamento").text


def test_a_decree_counts_once_checked_by_another_and_until_it_ends(lived_in: House) -> None:
    with (
        signed_in(lived_in, MARTA) as marta, signed_in(lived_in, SARA) as sara, signed_in(lived_in, PIERO) as piero,
        signed_in(lived_in, GIULIA) as giulia,
    ):  # fmt: skip
        acts(piero)
        assert ended(marta).status_code == 200
        told = piero.get("/condivisioni").text
        assert "Oggi non puoi agire per questa persona" in told
        piero.post("/agire/fine", data=fresh(told))
        assert piero.get("/agire").url.path == "/entra", "it was all he was here for"

        assert "Aspetta il controllo" in recorded(marta, "sign-pact", "share", "housing").text
        with signed_in(lived_in, PIERO) as early:
            assert early.get("/agire").url.path == "/entra"
        assert "Piero Landi" in sara.get("/decreti").text
        assert check(marta).status_code == 422
        assert check(sara, beside=False).status_code == 422
        assert "Controllato: da adesso vale." in check(sara).text
        assert "Piero può, al posto tuo" in giulia.get("/profilo").text
        with signed_in(lived_in, PIERO) as again:
            assert "(tutela" in acts(again).text
            withdrawn(again)
        share_again(giulia)


def withdrawn(piero: httpx.Client) -> None:
    page = piero.get("/condivisioni").text
    answer = piero.post("/condivisioni/revoche", data={**fresh(page), "to": str(ROSA.id)})
    assert "Adesso non vede niente di tuo." in answer.text


def share_again(giulia: httpx.Client) -> None:
    page = giulia.get(f"/condivisioni?chi={ROSA.id}").text
    said = {**fresh(page), "to": str(ROSA.id), "categories": ["goals", "stays", "visit-shared"]}
    assert (
        giulia.post("/condivisioni", data={**said, **day("until", TODAY + timedelta(days=90))}).status_code
        == 200
    )


def test_what_is_not_of_those_assigned_is_not_for_an_operator_to_check(lived_in: House) -> None:
    with signed_in(lived_in, ROSA) as rosa, signed_in(lived_in, SARA) as sara:
        assert rosa.get("/decreti").status_code == 404
        assert sara.get("/decreti").status_code == 200
        assert sara.get(POWERS).status_code == 404
        assert not re.search("Landi", sara.get("/decreti").text)
        assert sara.get(f"/patto/{COHABITATION_PONTETETTO}").status_code == 200
