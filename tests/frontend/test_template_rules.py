"""What a strict content policy and htmx 4 allow in a template."""

import re
from pathlib import Path

import pytest

from frontend.templating import ROOT

TEMPLATES = [
    file for part in ("layout", "pages", "sentences") for file in sorted((ROOT / part).rglob("*.html"))
]
FORBIDDEN = {
    "inline style": r"\sstyle\s*=|<style\b",
    "inline script": r"<script(?![^>]*\bsrc=)",
    "inline handler": r"\son[a-z]+\s*=|\bhx-on\b|javascript:",
    "htmx 2": r"\bhx-ext\b|\bsse-(?:swap|connect)\b|\bws-connect\b|htmx:after[A-Z]|\bhx-vars\b",
    "markup from data": r"\|\s*safe\b",
}
JINJA = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_keeps_the_rules(file: Path) -> None:
    text = re.sub(r"{#.*?#}", "", file.read_text(), flags=re.DOTALL)

    broken = [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)]

    assert broken == []
    assert unquoted(text) == []


def unquoted(text: str) -> list[str]:
    """Attributes whose value has no quotes: a value with a space would become two attributes."""
    tags = re.findall(r"<[a-z][^<>]*>", JINJA.sub("x", text))
    return [tag for tag in tags if re.search(r"=(?![\"'])", re.sub(r"\"[^\"]*\"|'[^']*'", '""', tag))]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_form_works_without_script(file: Path) -> None:
    for form in re.findall(r"<form\b[^>]*>", JINJA.sub("x", file.read_text())):
        assert "method=" in form
        assert "action=" in form


def test_the_rules_see_what_they_forbid() -> None:
    assert unquoted("<p class={{ kind }}>") == ["<p class=x>"]
    assert re.search(FORBIDDEN["inline handler"], '<a onclick="x()">')
    assert re.search(FORBIDDEN["inline script"], "<script>x()</script>")
