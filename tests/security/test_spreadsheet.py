"""Exports: what people wrote is never run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.spreadsheet import BEGINS_A_FORMULA, cell, table

FORMULAS = ("=HYPERLINK('x')", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "  =1", "\u200b=1", "\n=1")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str):
    assert cell(text) == f"'{text}"


def test_numbers_stay_numbers_and_a_mark_is_a_word():
    assert [cell(-3), cell(2.5), cell(True), cell(None)] == [-3, 2.5, "True", ""]


@given(
    st.lists(
        st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")))
    )
)
def test_no_cell_of_any_table_begins_like_a_formula(rows: list[list[str]]):
    read = csv.reader(io.StringIO(table(rows).decode("utf-8-sig"), newline=""))

    assert not [it for row in read for it in row if it.startswith(BEGINS_A_FORMULA)]


def test_newlines_and_quotes_stay_within_their_cell():
    read = list(csv.reader(io.StringIO(table([['a"b\nc', "d"]]).decode("utf-8-sig"), newline="")))

    assert read == [['a"b\nc', "d"]]
