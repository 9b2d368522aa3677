"""Forms as a browser without script sends them: all that stands in the form, with what someone typed into it."""

from html.parser import HTMLParser
from typing import Any

import httpx


class Forms(HTMLParser):
    """Action → field → texts, as they stand on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, list[str]]] = {}
        self.fields: dict[str, list[str]] = {}
        self.writing: str | None = None
        self.choosing: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        it = dict(given)
        if tag == "form":
            self.fields = {}
            self.forms.setdefault(it["action"] or "", self.fields)  # of several alike, the first
        elif tag == "input" and it.get("name"):
            self.typed(it)
        elif tag == "textarea":
            self.writing = it["name"]
            self.fields[it["name"] or ""] = [""]
        elif tag == "select":
            self.choosing = it["name"]
        elif tag == "option" and self.choosing and ("selected" in it or self.choosing not in self.fields):
            self.fields[self.choosing] = [it["value"] or ""]

    def typed(self, it: dict[str, str | None]) -> None:
        if it.get("type") in ("radio", "checkbox") and "checked" not in it:
            return
        self.fields.setdefault(it["name"] or "", []).append(it.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.fields[self.writing] = [self.fields[self.writing][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.writing = None
        elif tag == "select":
            self.choosing = None


def filled(page: httpx.Response, action: str, **typed: Any) -> dict[str, Any]:
    """What is sent when these fields of the form are filled in and its button is pressed."""
    forms = Forms(page.text).forms
    assert action in forms, f"no form for {action} among {sorted(forms)}"
    return {**forms[action], **{name.replace("__", "-"): value for name, value in typed.items()}}


async def send(client: httpx.AsyncClient, page: httpx.Response, action: str, **typed: Any) -> httpx.Response:
    return await client.post(action, data=filled(page, action, **typed))


async def done(client: httpx.AsyncClient, page: httpx.Response, action: str, **typed: Any) -> httpx.Response:
    """The page one lands on once the form was taken."""
    answer = await send(client, page, action, **typed)
    assert answer.status_code == 303, (answer.status_code, faults(answer))
    return await client.get(answer.headers["location"])


def faults(page: httpx.Response) -> list[str]:
    return [line.strip() for line in page.text.splitlines() if 'href="#' in line and "<li>" in line]
