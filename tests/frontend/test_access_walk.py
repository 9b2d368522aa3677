"""Every address × the whole cast × own and other homes: what the permission table says, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from events.access import READERS
from frontend.permissions import PERMISSIONS, PUBLIC, SIGNED_IN
from tests.frontend.expecting import IDS, LIVES, Promise
from tests.frontend.walking import ALSO_LEAVING, LEAVING, Door, doors, handlers, knock
from tests.people import (
    AHMED,
    AMINA,
    CAST,
    DARIO,
    ELENA,
    GIULIA,
    LUCA,
    MARCO,
    MARTA,
    OFFICES,
    PAOLO,
    ROSA,
    SARA,
    TEO,
    UGO,
    Person,
)  # fmt: skip
from tests.system.house import House
from tests.system.signing_in import hidden

ALL = (*CAST, *OFFICES)
# One of each role of the demo's story asks for blocks, too.
OF_EACH_ROLE = (MARTA, SARA, AHMED, ROSA, ELENA, DARIO, UGO)
NOWHERE = "/qui-non-c-e-niente"
FINE = {200, 303, 422}
# To anybody: not there is an answer too, a wrong form, a page that was open for long.
ANSWERED = FINE | {400, 403, 404, 405, 415}
NOT_THERE = {404}
# Allowed, and yet nothing is there to be asked for: what it is about has gone on.
NOT_NOW = {
    "/foto/{it:uuid}": "nobody has taken one in the demo",
    "/profilo/accesso/esterno": "no login of another's is set",
    "/domanda/{id:uuid}/risposte": "the call is closed",
    "/domande/{id:uuid}/esclusione": "it is decided",
    "/patti/{dossier:uuid}/bozza": "the pact is in force, and is amended from now on",
}
# Which turn, goal or swap they mean stands in the form or after the "?": here it names none.
NAMING = tuple(
    f"/{it}" for it in ("casa/fatti", "casa/scambi", "casa/gradini", "turni/fatti", "turni/scambi")
)
NAMING += ("/obiettivi/fine", "/obiettivi/gradini")
# Which guest the options were for stands in the form.
NAMING += ("/sportello/proposte",)
# As does the class of records that is to be disposed of.
NAMING += ("/scarto/",)
# A word that names nothing.
ANY_WORD = "qualcosa"
# There once somebody may be acted for, is close, or has a life project; here that is nobody.
FOR_SOME = ("/agire", "/condivisioni/persone/fine")
FOR_SOME += tuple(
    f"/progetti/{{person:uuid}}{it}" for it in ("", "/versioni", "/referente", "/condizioni", "/casa")
)
# Everybody's own, empty for who does not live in one of the homes.
OF_A_HOME = ("/patto", "/obiettivi", "/condivisioni", "/casa")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> list[Door]:
    return list(doors(tmp_path_factory.mktemp("addresses")))


@pytest.fixture
def phone(demo: House, request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=demo.url, timeout=30) as client:
        if request.param:
            come_in(client, request.param)
        yield client


def come_in(client: httpx.Client, person: Person) -> None:
    page = client.get("/demo").text
    assert client.post("/demo", data={**hidden(page), "who": str(person.id)}).status_code == 303


def token(client: httpx.Client) -> str:
    found = re.search(r'x-csrftoken": "([0-9a-f]+)"', client.get("/avviso").text)
    assert found
    return found[1]


def test_every_handler_names_a_permission_that_is_written_down(tmp_path: Path) -> None:
    found = handlers(tmp_path)

    assert len(found) > 40
    assert [path for path, it in found if it.opt.get("can") not in {*PERMISSIONS, PUBLIC, SIGNED_IN}] == []


@pytest.mark.parametrize(
    ("phone", "person"), [(it, it) for it in ALL], indirect=["phone"], ids=[it.first_name for it in ALL]
)
def test_each_of_the_cast_gets_what_the_table_says(
    phone: httpx.Client, person: Person, addresses: list[Door]
) -> None:
    promise = Promise(person)
    nowhere = missing(phone)
    wrong = set()
    for door in addresses:
        if door.path in ALSO_LEAVING:
            continue
        allowed = promise.holds(door.can or "", *door.ids)
        for block in (False, True) if person in OF_EACH_ROLE else (False,):
            answer = knock(phone, door, token_of(phone), allowed, block)
            if not expected(door, person, allowed, answer, nowhere[block]):
                wrong.add(f"{door.method} {door.path} ({door.can}: {allowed}): {answer.status_code}")
    assert not wrong, "\n".join(sorted(wrong))


def missing(phone: httpx.Client) -> dict[bool, httpx.Response]:
    """What is not there, as a whole page and as a block; a form for it is answered with the same."""
    gone = Door("GET", "", NOWHERE, None)
    return {block: knock(phone, gone, "", False, block) for block in (False, True)}


ASKED_MORE = ("?pagina=2", "?tipo=patto", "?ordine=nome&verso=giu", "?q=Giulia", "?formato=csv", "?lingua=xx")


@pytest.mark.parametrize("phone", [UGO, PAOLO, AHMED, TEO], indirect=True)
def test_no_search_order_page_or_export_makes_anything_of_what_is_not_theirs(
    phone: httpx.Client, request: pytest.FixtureRequest, addresses: list[Door]
) -> None:
    promise, nowhere = Promise(request.node.callspec.params["phone"]), missing(phone)[False]
    closed = [it for it in addresses if it.method == "GET" and not promise.holds(it.can or "", *it.ids)]
    wrong = [
        f"{door.path}{more}: {answer.status_code}"
        for n, door in enumerate(closed)
        for more in (ASKED_MORE[n % len(ASKED_MORE)],)
        if not alike(answer := phone.get(door.path + more), nowhere)
    ]
    assert len(closed) > 40
    assert wrong == []


def test_every_role_is_somebodys() -> None:
    assert {it.role for it in ALL} == {role for role in READERS}


def test_a_session_of_another_partnerships_house_is_nobodys_here(demo: House) -> None:
    with httpx.Client(base_url=demo.url, timeout=30) as client:
        client.cookies.set("casa", "h" * 43)
        for path in ("/quadro", f"/casi/{IDS['dossier'][0]}", "/osservatorio"):
            assert client.get(path).headers["location"] == "/entra"


TOKENS: dict[str, str] = {}


def token_of(client: httpx.Client) -> str:
    """Once for every session."""
    cookie = client.cookies["casa"]
    if cookie not in TOKENS:
        TOKENS[cookie] = token(client)
    return TOKENS[cookie]


def expected(
    door: Door, person: Person, allowed: bool, answer: httpx.Response, nowhere: httpx.Response
) -> bool:
    if door.can in (PUBLIC, SIGNED_IN):
        return answer.status_code in ANSWERED
    if allowed:
        return answer.status_code in FINE | otherwise(door, person)
    return alike(answer, nowhere)


def alike(answer: httpx.Response, nowhere: httpx.Response) -> bool:
    """Not yours is not there: the same words, and the same headers but for the clock's."""
    return (answer.status_code, answer.content, said(answer)) == (404, nowhere.content, said(nowhere))


def said(answer: httpx.Response) -> list[tuple[str, str]]:
    return [
        (name, value) for name, value in answer.headers.multi_items() if name not in ("date", "set-cookie")
    ]


def otherwise(door: Door, person: Person) -> set[int]:
    """What else is right where the table allows it."""
    if not door.fits or door.pattern in NOT_NOW or ANY_WORD in door.path or door.pattern in FOR_SOME:
        return NOT_THERE
    if door.pattern.startswith(NAMING):
        return {400, 404}
    return NOT_THERE if not door.ids and person not in LIVES and door.pattern.startswith(OF_A_HOME) else set()


@pytest.mark.parametrize("phone", [UGO], indirect=True)
def test_the_stranger_reads_of_nobody(phone: httpx.Client, addresses: list[Door]) -> None:
    """He finds his own empty beginnings and public pages; no name of a home or of anybody else is on any."""
    theirs = [it.first_name for it in (AHMED, MARCO, GIULIA, AMINA, LUCA)] + [
        "Casa San Vito",
        "Casa Pontetetto",
    ]
    for door in addresses:
        if door.method == "GET" and door.path not in ("/demo", "/stile"):
            answer = knock(phone, door, "", allowed=False)
            text = answer.text if answer.is_stream_consumed else ""
            assert [name for name in theirs if re.search(rf"\b{name}\b", text)] == [], door.path


@pytest.mark.parametrize("phone", [None], indirect=True)
def test_nobody_signed_in_is_sent_to_sign_in(phone: httpx.Client, addresses: list[Door]) -> None:
    key = token(phone)
    wrong = []
    for door in addresses:
        if door.can == PUBLIC:
            continue
        page, block = knock(phone, door, key, False), knock(phone, door, key, False, block=True)
        right = 404 if door.method == "POST" else 303
        if (page.status_code, block.status_code) != (right, 401):
            wrong.append((door.method, door.path, page.status_code, block.status_code))
    assert wrong == []


@pytest.mark.parametrize("phone", [AHMED], indirect=True)
def test_who_leaves_is_gone(phone: httpx.Client) -> None:
    assert phone.post(LEAVING, headers={"x-csrftoken": token(phone)}).status_code == 303

    assert phone.get("/casa").headers["location"] == "/entra"
