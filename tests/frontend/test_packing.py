import gzip

import brotli
import pytest
from litestar.testing import TestClient

from frontend import assets
from frontend.packing import accepted, packed
from frontend.pages.stile.serving import app


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [("gzip, deflate, br", "br"), ("gzip;q=0.5", "gzip"), ("br;q=0, gzip", "gzip"), ("", ""), ("zstd", "")],
)
def test_the_smallest_form_the_browser_takes_is_chosen(offered: str, chosen: str) -> None:
    assert accepted(offered) == chosen


def test_what_is_packed_can_be_read_again() -> None:
    body = assets.stylesheet()[1]

    assert brotli.decompress(packed(body, "br")) == body
    assert gzip.decompress(packed(body, "gzip")) == body
    assert packed(body, "") is body


def test_a_static_file_travels_packed_and_says_so() -> None:
    with TestClient(app) as client:
        answer = client.get("/static/vendor/htmx.min.js?v=1", headers={"accept-encoding": "br"})

        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["vary"].lower() == "accept-encoding"
        assert "immutable" in answer.headers["cache-control"]
        assert int(answer.headers["content-length"]) < 14_000


@pytest.mark.parametrize(
    "path", ["js/live.js", "vendor/..%2f..%2fapp.py", "img/%2e%2e/%2e%2e/app.py", "vendor/none.js", "vendor/"]
)
def test_nothing_but_the_shown_folders_is_served(path: str) -> None:
    with TestClient(app) as client:
        assert client.get(f"/static/{path}").status_code == 404


def test_the_font_is_cut_to_our_letters() -> None:
    assert (assets.STATIC / "vendor" / "atkinson.woff2").stat().st_size < 20_480
