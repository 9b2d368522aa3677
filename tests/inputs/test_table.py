"""The table is whole and true: every number once, every test it names is there, and the page of the docs says the same."""

import re

import pytest

from tests.inputs.rows import EVERY, Row
from tests.inputs.write import PAGE, ROOT, page


def test_every_number_is_there_once_in_order() -> None:
    assert [it.number for it in EVERY] == list(range(1, 119))


def test_few_are_not_here_and_each_says_why() -> None:
    absent = [it for it in EVERY if not it.proofs]

    assert [it.number for it in absent] == [68, 104]
    assert all(it.not_here for it in absent)


@pytest.mark.parametrize("it", [it for it in EVERY if it.proofs], ids=lambda it: str(it.number))
def test_the_tests_that_prove_it_are_there(it: Row) -> None:
    for proof in it.proofs:
        file, _, name = proof.partition("::")
        assert re.search(rf"^(async )?(def {name}\b|{name} = )", (ROOT / file).read_text(), re.MULTILINE), (
            proof
        )


def test_the_page_of_the_docs_is_this_table() -> None:
    assert PAGE.read_text() == page(), "make inputs-table"
