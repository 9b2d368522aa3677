import gzip
import re

from litestar.testing import TestClient

from frontend import assets
from frontend.pages.stile.serving import app


def test_the_style_sheet_keeps_its_budget() -> None:
    assert len(gzip.compress(assets.stylesheet()[1])) <= 14 * 1024


def test_all_script_of_a_first_visit_stays_small() -> None:
    htmx = ("htmx.min.js", "hx-sse.min.js")
    vendored = [(assets.STATIC / "vendor" / name).read_bytes() for name in htmx]

    assert sum(len(gzip.compress(it)) for it in (*vendored, assets.script()[1])) <= 28 * 1024


def test_all_that_works_without_a_network_is_a_few_kilobytes() -> None:
    """The mailbox, the worker and what forms need of them, as they travel; a page's own module comes with it."""
    folder = assets.STATIC / "js"
    app = "".join(assets.lean(folder / f"{name}.js") for name in APP)
    worker = assets.lean(assets.STATIC / "phone" / "sw.js")

    assert len(gzip.compress((assets.mailbox() + worker + app).encode(), 9)) <= 10 * 1024


APP = ("account", "answers", "bundle", "drafts", "offline", "saving", "stored", "sync", "updating")


def test_every_component_file_is_in_its_layer() -> None:
    css = assets.stylesheet()[1].decode()

    assert css.startswith("@layer base, layout, components, utilities;")
    assert all(assets.pressed(file.read_text()).strip() in css for file in assets.STATIC.glob("css/*/*.css"))
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
