"""Small rooms: a file fits a screen or two, a function a few lines."""

from statistics import median

from tests.architecture.sources import ROOT, files, functions


def test_files_stay_small():
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files()}

    assert {name: count for name, count in lines.items() if count > 250} == {}
    assert median(lines.values()) <= 70  # a ratchet: our Python rooms are larger than those we admire


def test_the_rooms_of_the_house_are_small_whatever_they_are_written_in():
    """Facts, rules, pages, styles: the median over all of them is the bar of STYLE."""
    lines = [len(path.read_text().splitlines()) for path in [*files(), *files_of_the_page()]]

    assert median(lines) <= 45


def test_functions_stay_small():
    lines = dict(pair for path in files() for pair in functions(path))

    assert {name: count for name, count in lines.items() if count > 30} == {}
    assert median(lines.values()) <= 7


def test_templates_stay_small():
    found = [path for path in (ROOT / "frontend").rglob("*.html") if "node_modules" not in path.parts]
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in found}

    assert {name: count for name, count in lines.items() if count > 120} == {}


def files_of_the_page():
    suffixes = {".html", ".css", ".js"}
    found = (path for path in (ROOT / "frontend").rglob("*") if path.suffix in suffixes)
    return [path for path in found if not {"node_modules", "vendor"} & set(path.parts)]
