"""A photo goes before its note, lies closed, and is seen by who may read the note."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import httpx
import pytest
from PIL import Image

from frontend.ids import uuid7
from tests.people import AHMED, MARCO, SARA, UGO
from tests.system.bad_forms import NOTE
from tests.system.house import House
from tests.system.posted import Hands, in_hands

SCRIPT = {"x-casa": "outbox"}


@pytest.fixture(scope="module")
def hands(lived_in: House) -> Iterator[Hands]:
    with in_hands(lived_in, (SARA, AHMED, MARCO, UGO)) as held:
        yield held


def taken(seed: int) -> tuple[bytes, str]:
    """A picture with a place in its EXIF, as a camera makes it, and what it is called."""
    exif = Image.Exif()
    exif[0x9286] = "43.8430,10.5077"
    picture, out = Image.new("RGB", (640, 480), (seed * 40 % 255, 90, 90)), io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue(), sha256(out.getvalue()).hexdigest()


def put(phone: httpx.Client, body: bytes, digest: str) -> int:
    return phone.put(f"/foto/{digest}", content=body, headers=SCRIPT).status_code


def noted(phone: httpx.Client, digest: str, visibility: str = "team") -> tuple[str, dict[str, Any], str]:
    """A note with that photo, sent as a phone does; its page, what became of it, and the item's id."""
    action, body = NOTE.open(phone)
    fields = {k: v if isinstance(v, str) else v[0] for k, v in body.items() if v}
    fields |= {"visibility": visibility, "note": str(uuid7()), "photo": digest, "person": ""}
    now = datetime.now(UTC).isoformat()
    item = {"id": str(uuid7()), "action": action, "fields": list(fields.items()), "occurred_at": now}
    user = phone.get("/pacchetto").json()["user"]
    sent = [phone.post("/invii", json={"user": user, "items": [item]}, headers=SCRIPT).json() for _ in "12"]
    assert sent[0]["results"] == sent[1]["results"]
    page = phone.get(action.rpartition("/")[0]).text
    return page, sent[0]["results"][0], fields["note"]


def shown(page: str) -> list[str]:
    return re.findall(r'src="(/foto/[^"]+)"', page)


def test_a_photo_stands_beside_its_note_once_and_without_where_it_was_taken(hands: Hands) -> None:
    body, digest = taken(1)
    before = len(shown(noted(hands[SARA], "")[0]))

    assert (put(hands[SARA], body, digest), put(hands[SARA], body, digest)) == (200, 200)
    page, result, _ = noted(hands[SARA], digest)

    assert result["outcome"] == "accepted"
    assert len(shown(page)) == before + 1
    photo = hands[SARA].get(shown(page)[-1])
    assert (photo.status_code, photo.headers["content-type"]) == (200, "image/jpeg")
    assert photo.headers["cache-control"] == "no-store"
    assert b"43.8430" not in photo.content
    assert Image.open(io.BytesIO(photo.content)).size == (640, 480)


def test_who_may_not_read_the_note_does_not_see_its_photo(hands: Hands) -> None:
    own, shared = taken(2), taken(3)
    found = {}
    for name, (body, digest), visibility in (("team", own, "team"), ("shared", shared, "shared")):
        assert put(hands[SARA], body, digest) == 200
        before = set(shown(noted(hands[SARA], "")[0]))
        page, result, _ = noted(hands[SARA], digest, visibility)
        assert result["outcome"] == "accepted", result
        (found[name],) = set(shown(page)) - before

    assert {it: hands[AHMED].get(path).status_code for it, path in found.items()} == {
        "team": 404,
        "shared": 200,
    }
    assert {hands[UGO].get(path).status_code for path in found.values()} == {404}


def test_the_photo_of_another_or_one_that_never_came_is_left_out(hands: Hands) -> None:
    body, digest = taken(4)
    assert put(hands[MARCO], body, digest) == 200
    before = shown(noted(hands[SARA], "")[0])

    page, result, _ = noted(hands[SARA], digest)

    assert result["outcome"] == "accepted"
    assert shown(page) == before


def test_it_lies_closed_in_the_store(hands: Hands, lived_in: House) -> None:
    body, digest = taken(5)
    put(hands[SARA], body, digest)
    noted(hands[SARA], digest)

    for file in lived_in.data.rglob("accompaniment.sqlite*"):
        assert b"JFIF" not in file.read_bytes()
        assert digest.encode() not in file.read_bytes()


BAD = {
    "HTML": (b"<html><script>alert(1)</script>", 422),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422),
    "empty": (b"", 422),
}


@pytest.mark.parametrize("way", BAD)
def test_what_is_no_photo_is_refused_in_plain_words(hands: Hands, way: str) -> None:
    body, status = BAD[way]
    answer = hands[SARA].put(f"/foto/{sha256(body).hexdigest()}", content=body, headers=SCRIPT)

    assert (answer.status_code, bool(answer.json()["reason"])) == (status, True)


def test_half_a_photo_another_name_or_a_foreign_page_are_refused(hands: Hands, lived_in: House) -> None:
    body, digest = taken(6)

    assert put(hands[SARA], body[:-10], digest) == 422
    assert put(hands[SARA], body, "../" + digest[3:]) in (404, 405, 422)
    assert hands[SARA].put(f"/foto/{digest}", content=body).status_code == 403
    assert (
        httpx.put(
            f"{lived_in.url}/foto/{digest}", content=body, headers={**SCRIPT, "origin": lived_in.url}
        ).status_code
        == 401
    )
