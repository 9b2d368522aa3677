"""Every alarm has a page of what to do, and looks at a series that is really there."""

import re

import yaml

from services.kernel.health import KINDS
from services.kernel.measures import Measures
from tests.architecture.sources import ROOT

RULES = [
    rule
    for group in yaml.safe_load((ROOT / "deploy/prometheus/alerts.yaml").read_text())["groups"]
    for rule in group["rules"]
]
RUNBOOK = ROOT / "docs/runbook"
PAGES = {path.name: path.read_text() for path in RUNBOOK.glob("*.md") if path.name != "README.md"}
PROMETHEUS_OWN = {"up"}


def page_of(rule) -> str:
    folder, _, name = rule["annotations"]["runbook_url"].rpartition("/")
    assert folder == "docs/runbook"
    return PAGES[name]


def test_every_alarm_has_a_page_and_every_page_an_alarm():
    assert all(f"`{rule['alert']}`" in page_of(rule) for rule in RULES)
    named = {name for text in PAGES.values() for name in re.findall(r"`(\w+)`", text.splitlines()[2])}
    assert named == {rule["alert"] for rule in RULES}
    index = (RUNBOOK / "README.md").read_text()
    assert [name for name in PAGES if f"({name})" not in index] == []


def test_every_page_says_what_people_see_what_to_look_at_to_mend_and_never_to_do():
    for text in PAGES.values():
        assert re.findall(r"(?m)^## (.+)$", text) == ["What people see", "Check", "Mend", "Never"]


def test_every_alarm_looks_at_a_series_and_a_kind_that_exist(tmp_path):
    measures = Measures()
    measures.disk = tmp_path
    series = set(re.findall(r"# TYPE (\w+)", measures.page().decode()))
    known = {*series, *(f"{name}_bucket" for name in series), *PROMETHEUS_OWN}
    looked = {name for rule in RULES for name in re.findall(r"casa_\w+|^up\b", rule["expr"])}

    assert looked - known == set()
    assert {kind for rule in RULES for kind in re.findall(r'kind="(\w+)"', rule["expr"])} <= set(KINDS)


def test_every_alarm_says_how_urgent_it_is_and_waits_a_while_or_not_at_all():
    assert {rule["labels"]["severity"] for rule in RULES} == {"page", "ticket"}
    assert all(re.fullmatch(r"\d+[sm]", rule["for"]) for rule in RULES)
