"""A day is one of the partnership's zone: between two and four hours a night Greenwich and Rome disagree on it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, files

IN_THE_ZONE = ("astimezone(", "datetime.now(ZONE)", "self.moment()", "local", "line.entered")
ELSEWHERE = {
    "frontend/entrance.py": "at.date()",  # the moment of a node, and of a mark, are told in the zone
    "events/accompaniment/glass.py": ".date()",  # a day of room on either side
    "events/network/figures/days.py": ".date()",  # counts with a program that has no zones
}
WHEREVER = (
    "date.today()",
    "datetime.today()",
    "datetime.utcnow()",
    "datetime.now()",
    "datetime.now(UTC).date()",
)


def days_cut(path: Path) -> Iterator[str]:
    for it in ast.walk(ast.parse(path.read_text())):
        if isinstance(it, ast.Call) and isinstance(it.func, ast.Attribute) and not it.args:
            said = ast.unparse(it)
            if it.func.attr == "date" and not any(zone in said for zone in IN_THE_ZONE):
                yield said
            if said in WHEREVER:
                yield said


def test_no_day_is_cut_from_an_instant_in_another_zone() -> None:
    found = {str(path.relative_to(ROOT)): list(days_cut(path)) for path in files()}
    wrong = {
        path: said
        for path, days in found.items()
        if (said := [it for it in days if not (path in ELSEWHERE and it.endswith(ELSEWHERE[path]))])
    }

    assert wrong == {}


def test_no_test_takes_the_day_of_greenwich_for_that_of_the_house() -> None:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    assert [str(it.relative_to(ROOT)) for it in tests if any(day in it.read_text() for day in WHEREVER)] == []
