import pytest
from jinja2 import UndefinedError
from litestar.testing import TestClient

from frontend.pages.stile.serving import app
from frontend.templating import announcement, environment, render


def test_a_browser_gets_the_whole_page() -> None:
    with TestClient(app) as client:
        answer = client.get("/stile")

        assert answer.headers["vary"] == "HX-Request"
        assert answer.text.startswith("<!doctype html>")
        assert 'href="/stile?lingua=en"' in answer.text


def test_only_the_asked_blocks_are_rendered() -> None:
    html = render("layout/base.html", {}, "title")

    assert html == "Casa Facendo"


def test_a_forgotten_value_is_an_error_not_a_hole() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ forgotten }}").render()


def test_the_shell_asks_for_nothing() -> None:
    html = render("layout/base.html", {})

    assert "hx-headers" not in html
    assert "<nav" not in html


def test_the_title_says_first_that_something_is_wrong() -> None:
    assert "<title>Errore: Casa Facendo</title>" in render("layout/base.html", {"refused": True})


def test_an_announcement_may_carry_any_letter() -> None:
    assert announcement("Perché no")["HX-Trigger"].isascii()


def test_the_form_token_reaches_every_htmx_request() -> None:
    html = render("layout/base.html", {"csrf_token": "t0ken"})

    assert """<body hx-headers:inherited='{"x-csrftoken": "t0ken"}'>""" in html
