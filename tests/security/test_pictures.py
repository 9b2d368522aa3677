"""Pictures: what comes out has pixels only, and what is no picture does not come in."""

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from frontend.pictures import LONGEST_SIDE, NotOurs, anew

GPS = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **also: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **also)
    return written.getvalue()


def taken_in_lucca(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = orientation, "TELEFONO-CANARINO", "COMMENTO-CANARINO"
    exif.get_ifd(GPS)[2] = (43.0, 50.0, 34.0)
    return picture(exif=exif, comment=b"NOTA-CANARINO")


def fault_of(file: bytes) -> str:
    with pytest.raises(NotOurs) as refused:
        anew(file)
    return refused.value.fault


def test_where_when_and_with_what_it_was_taken_is_gone():
    made = anew(taken_in_lucca())

    assert b"CANARINO" not in made
    assert dict(Image.open(io.BytesIO(made)).getexif()) == {}
    assert "comment" not in Image.open(io.BytesIO(made)).info


def test_it_is_turned_upright_before_the_mark_that_says_so_goes():
    assert Image.open(io.BytesIO(anew(taken_in_lucca(orientation=6)))).size == (20, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_becomes_small(kind: str):
    made = Image.open(io.BytesIO(anew(picture(kind, (3000, 1500)))))

    assert (made.format, made.size) == ("JPEG", (LONGEST_SIDE, LONGEST_SIDE // 2))


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_small_file_with_a_hundred_million_pixels_is_not_unfolded():
    head = (12_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1_000_000, 9)), (b"IEND", b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
        for name, body in chunks
    )

    assert fault_of(bomb) == "too-many-pixels"


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (b"", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "too-many-bytes"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not-a-picture"),
        (b"<html><script>alert(1)</script></html>", "not-a-picture"),
        (picture()[:200], "not-a-picture"),
        (picture("GIF"), "not-a-picture"),
        (picture("WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20), "red")]), "moving"),
    ],
    ids=["empty", "huge", "svg", "html", "cut", "gif", "moving"],
)
def test_what_is_no_picture_of_ours_is_named_and_left(file: bytes, fault: str):
    assert fault_of(file) == fault


def test_of_a_file_of_two_kinds_only_the_picture_is_left():
    made = anew(picture() + b"PK\x03\x04 zip with CANARINO <script>")

    assert b"CANARINO" not in made


@given(st.integers(0, 600), st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_any_spoilt_byte_gives_a_picture_or_a_reason(at: int, by: int):
    file = bytearray(picture())
    file[at % len(file)] ^= by

    assert outcome(bytes(file)) in ("a picture", "not-a-picture", "too-many-pixels")


def outcome(file: bytes) -> str:
    try:
        return "a picture" if anew(file).startswith(b"\xff\xd8") else "something else"
    except NotOurs as refused:
        return refused.fault
