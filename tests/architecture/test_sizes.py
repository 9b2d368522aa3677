"""Small rooms: a file fits a screen or two, a function a few lines."""

from statistics import median

from tests.architecture.sources import ROOT, files, functions


def test_files_stay_small():
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files()}

    assert {name: count for name, count in lines.items() if count > 250} == {}
    assert median(lines.values()) <= 45


def test_functions_stay_small():
    lines = dict(pair for path in files() for pair in functions(path))

    assert {name: count for name, count in lines.items() if count > 30} == {}
    assert median(lines.values()) <= 7


def test_templates_stay_small():
    found = [path for path in (ROOT / "frontend").rglob("*.html") if "node_modules" not in path.parts]
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in found}

    assert {name: count for name, count in lines.items() if count > 120} == {}
