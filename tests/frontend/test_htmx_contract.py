"""After a swap: focus goes where it is needed, a toast is seen and said, the reader's place is kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar, MediaType, Request, Response, get, post
from playwright.async_api import expect

from frontend import static_files
from frontend.pages.stile.serving import protect
from frontend.templating import SHELL, environment
from tests.frontend.serving import served
from tests.parts.browser import OpenPhone

FORM = """
{% extends "layout/base.html" %}
{% block main %}{% block form %}
<form id="visit" method="post" action="/visits" hx-post="/visits" hx-target="#visit" hx-swap="outerMorph">
  {{ ui.error_summary(errors) }}
  {{ ui.textarea("note", "Com’è andata?", note, error=errors[0][1] if errors else none) }}
  {{ ui.button("Salva la visita") }}
</form>
{% endblock %}{% endblock %}
"""
TOAST = '<div id="toasts" hx-swap-oob="beforeend">{{ ui.toast("Visita salvata.") }}</div>'


def form(**values: Any) -> str:
    template = environment().from_string(FORM)
    return template.render({**SHELL, **values})


def block(**values: Any) -> str:
    template = environment().from_string(FORM)
    return "".join(template.blocks["form"](template.new_context(values)))


@get("/", media_type=MediaType.HTML, sync_to_thread=False)
def show() -> str:
    return form(errors=[], note="")


@post("/visits", media_type=MediaType.HTML)
async def save(request: Request[Any, Any, Any]) -> Response[str]:
    note = (await request.form()).get("note", "")
    if not note:
        errors = [("note", "Scrivi almeno una parola")]
        render = block if request.headers.get("hx-request") else form
        return Response(render(errors=errors, note=""), status_code=422)
    said = environment().from_string(TOAST).render()
    return Response(block(errors=[], note="") + said, status_code=200)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(
        Litestar(
            [show, save, *static_files.handlers],
            after_request=protect,
            openapi_config=None,
            logging_config=None,
        )
    ) as at:
        yield at


async def test_a_refused_form_puts_the_reader_on_its_summary(open_phone: OpenPhone, url: str) -> None:
    page = await open_phone()
    await page.goto(url)

    await page.get_by_role("button", name="Salva la visita").click()

    await expect(page.locator("#errors")).to_be_focused()
    await page.get_by_role("link", name="Scrivi almeno una parola").click()
    assert await page.evaluate("document.activeElement.id") == "note"


async def test_a_toast_is_seen_and_said(open_phone: OpenPhone, url: str) -> None:
    page = await open_phone()
    await page.goto(url)
    await page.get_by_label("Com’è andata?").fill("Bene")

    await page.get_by_role("button", name="Salva la visita").click()

    await page.locator("#toasts .toast").wait_for()
    await expect(page.locator("#announce")).to_have_text("Visita salvata.")


async def test_without_script_the_refused_form_comes_back_whole(open_phone: OpenPhone, url: str) -> None:
    page = await open_phone(java_script_enabled=False)
    await page.goto(url)

    await page.get_by_role("button", name="Salva la visita").click()

    assert await page.get_by_role("banner").is_visible()
    assert await page.get_by_role("alert").inner_text() == "Manca qualcosa\nScrivi almeno una parola"
