"""The pages say what the house is: none is stale, nothing is left unsaid, no link leads nowhere."""

import re

import pytest

from deploy.catalogue import clear
from deploy.catalogue.__main__ import DOCS, pages
from events.message import COMMANDS, FACTS, published
from services.kernel.settings import Settings
from services.post.settings import PostSettings
from tests.architecture.sources import ROOT, files

RUNNING = (DOCS / "running.md").read_text()
PROSE = [*sorted(DOCS.rglob("*.md")), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "STYLE"))]
# The house's own variables, as programs, scripts and the server's configuration read them.
READ = re.compile(r"""environ(?:\.get\(|\[)["'](CASA_[A-Z_]+)|\$\{?(CASA_[A-Z_]+)""")
LINK = re.compile(r"""\]\(([^)#\s]*)(#[^)\s]*)?\)|(?:src|srcset)="([^"]+)\"""")


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_generated_pages_are_fresh(path):
    assert path.read_text() == pages()[path], "run: make docs"


def test_every_fact_and_command_is_in_the_glossary():
    rows = re.findall(r"^\| ([^|]+)\|", (DOCS / "glossary.md").read_text(), re.M)
    words = {word for row in rows for word in re.findall(r"\w+", row)}
    names = {topic.partition(".")[2] for topic in (*published(FACTS), *published(COMMANDS))}

    assert sorted(names - words) == []


def test_every_text_in_clear_has_its_reason():
    assert clear.texts() == set(clear.TEXTS)


def test_every_make_target_is_described():
    declared = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)[1].split()

    assert [target for target in declared if f"`make {target}`" not in RUNNING and target != "help"] == []


def test_every_setting_is_described():
    shown = re.findall(r"`(CASA_[A-Z_]+)(?:<[A-Z]+>)?`", RUNNING)

    assert sorted(name for name in settings() if not name.startswith(tuple(shown))) == []
    assert sorted(name for name in shown if not any(it.startswith(name) for it in settings())) == []


def settings():
    fields = {**Settings.model_fields, **PostSettings.model_fields}
    own = {f"CASA_{name.upper()}" for name in fields}
    sources = [*files(), *(ROOT / "tests" / "parts").glob("*.py"), ROOT / "deploy" / "nats" / "server.conf"]
    found = (READ.findall(path.read_text()) for path in sources)
    return own | {name or other for each in found for name, other in each}


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_leads_nowhere(page):
    links = [path or source for path, _, source in LINK.findall(page.read_text())]
    inside = [link for link in links if link and not re.match(r"[a-z]+:", link)]

    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_anchor_is_a_heading(page):
    links = [(path, anchor[1:]) for path, anchor, _ in LINK.findall(page.read_text()) if anchor]

    assert [it for it in links if it[1] not in headings(page.parent / it[0] if it[0] else page)] == []


def headings(page):
    """Anchors as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", page.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", it.lower()).replace(" ", "-") for it in found}
