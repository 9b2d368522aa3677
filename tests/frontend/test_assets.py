import gzip
import re

from litestar.testing import TestClient

from frontend import assets
from frontend.pages.stile.serving import app


def test_the_style_sheet_keeps_its_budget() -> None:
    assert len(gzip.compress(assets.stylesheet()[1])) <= 14 * 1024


def test_the_own_script_stays_tiny() -> None:
    assert len(gzip.compress(assets.script()[1])) <= 2 * 1024


def test_every_component_file_is_in_its_layer() -> None:
    css = assets.stylesheet()[1].decode()

    assert css.startswith("@layer base, layout, components, utilities;")
    assert all(file.read_text() in css for file in assets.STATIC.glob("css/*/*.css"))
    assert css.count("{") == css.count("}")


def test_logical_properties_only() -> None:
    """Arabic reads from the right: left and right would mirror nothing."""
    css = assets.stylesheet()[1].decode()

    assert not re.findall(r"[\s{;](?:margin|padding|border)-(?:left|right)|text-align: ?(?:left|right)", css)


def test_a_hashed_file_is_kept_for_ever_and_an_old_one_is_gone() -> None:
    with TestClient(app) as client:
        answer = client.get(assets.stylesheet()[0])

        assert answer.headers["content-type"] == "text/css; charset=utf-8"
        assert "immutable" in answer.headers["cache-control"]
        assert client.get("/static/casa-000000000000.css").status_code == 404
        assert client.get(assets.script()[0]).headers["content-type"].startswith("text/javascript")
