"""A table for a spreadsheet calculates nothing: text is text, and numbers stay numbers."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.spreadsheet import download, table, text_cell

FORMULAS = (
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "＝1", "＋1", "－1", "＠x",
    "=HYPERLINK(\"https://example.org\")", "|x", "%x",
)  # fmt: skip


@pytest.mark.parametrize("words", FORMULAS)
def test_what_a_spreadsheet_would_calculate_stands_behind_an_apostrophe(words: str) -> None:
    assert text_cell(words) == f"'{words}"


@pytest.mark.parametrize("words", ["Fattura 12", "C-01", "perché no?", "", "1=2"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert text_cell(words) == words


def test_numbers_stay_numbers_also_below_zero() -> None:
    written = table(("voce", "conta"), [("storno", Decimal("-12.40")), ("visite", 17), ("niente", None)])

    assert written == "voce,conta\r\nstorno,-12.40\r\nvisite,17\r\nniente,\r\n"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4), max_size=5))
def test_no_cell_of_text_ever_begins_a_formula_and_every_cell_comes_back(rows: list[list[str]]) -> None:
    written = list(csv.reader(StringIO(table(["h"], rows), newline="")))

    assert [[cell.removeprefix("'") for cell in row] for row in written[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not [cell for row in written for cell in row if cell[:1] in tuple("=+-@\t\r＝＋－＠")]


def test_a_download_says_its_name_and_is_kept_nowhere() -> None:
    answer = download("rendiconto", ["à"], [["è"]])

    assert answer.headers["content-disposition"] == 'attachment; filename="rendiconto.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.decode("utf-8-sig") == "à\r\nè\r\n"
