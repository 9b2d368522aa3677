"""Files a phone or a hand may send in the place of a photo: a picture of ours comes out, or words; never a 500."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from PIL import Image

from frontend.pictures import NotOurs, anew
from tests.people import SARA
from tests.system.house import House
from tests.system.positions import positions
from tests.system.posted import Hands

SCRIPT = {"x-casa": "outbox", "content-type": "image/jpeg"}
LIMIT = 2 * 1024 * 1024


def heic() -> bytes:
    """As an iPhone begins one."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 2_000


def gif(frames: int = 10_000) -> bytes:
    head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
    return head + b"!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0" * frames + b";"


def docx() -> bytes:
    """Ten megabytes of nothing, packed very small."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"\0" * 10_000_000)
    return written.getvalue()


def apng() -> bytes:
    written = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), color) for color in ("red", "teal", "black")]
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    return written.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
FILES = {"94 heic": heic(), "95 gif": gif(), "95 apng": apng(), "97 docx": docx(), "98 pdf": PDF, "91 svg": SVG,
         "92 html": b"<html><script>alert(1)</script></html>", "99 empty": b""}  # fmt: skip
NAMES = [
    "../../x",
    "%2e%2e%2fx",
    "x" * 300,
    "%F0%9F%8F%A0",
    "CON",
    "%E2%80%AEgpj.exe",
    "",
    "A" * 64,
    "g" * 64,
]


@pytest.mark.parametrize("file", FILES)
def test_what_is_no_photo_of_ours_is_named(file: str) -> None:
    with pytest.raises(NotOurs):
        anew(FILES[file])


@pytest.fixture
def nothing_done(demo: House):  # type: ignore[no-untyped-def]
    before = positions(demo.data)
    yield
    assert positions(demo.data) == before


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("file", FILES)
def test_it_is_refused_in_words_and_the_note_is_told_to_go_on(hands: Hands, file: str) -> None:
    body = FILES[file]

    answer = hands[SARA].put(f"/foto/{sha256(body).hexdigest()}", content=body, headers=SCRIPT)

    assert answer.status_code == 422
    assert "non è una foto" in answer.json()["reason"]


@pytest.mark.usefixtures("nothing_done")
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_of_a_file_is_nothing_here(hands: Hands, name: str) -> None:
    """A photo is called by what it is; every other name is no address."""
    answer = hands[SARA].put(f"/foto/{name}", content=b"x", headers=SCRIPT)

    assert answer.status_code in (403, 404, 405, 422)


@pytest.mark.usefixtures("nothing_done")
def test_twenty_at_once_of_ten_megabytes_are_turned_away_and_the_house_goes_on(hands: Hands) -> None:
    body = b"\xff\xd8" + b"x" * (LIMIT + 8_000_000)
    address = f"/foto/{sha256(body).hexdigest()}"

    with ThreadPoolExecutor(20) as pool:
        sent = [pool.submit(hands[SARA].put, address, content=body, headers=SCRIPT) for _ in range(20)]
        statuses = {it.result().status_code for it in sent}

    assert statuses == {413}
    assert hands[SARA].get("/avviso").status_code == 200
