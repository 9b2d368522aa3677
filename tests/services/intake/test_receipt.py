"""Receipt codes: always the same, readable, and able to notice a slip."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.intake.receipt import ALPHABET, receipt, well_formed
from tests.services.intake.asking import APPLICATION_ID


def test_a_receipt_is_known_before_anything_is_sent():
    assert receipt(APPLICATION_ID, "lucca") == receipt(UUID(str(APPLICATION_ID)), "lucca")
    assert receipt(APPLICATION_ID, "lucca").startswith("LU-")


@given(st.uuids(), st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_misheard_letter_is_noticed(application, place, letter):
    code = receipt(application, "lucca")
    at = place + (3 if place < 4 else 4)
    wrong = code[:at] + letter + code[at + 1 :]

    assert well_formed(code.lower())
    assert well_formed(wrong) == (wrong == code)


@given(st.text(max_size=20))
def test_any_words_can_be_asked(words):
    assert well_formed(words) in (True, False)


def test_few_in_a_million_share_a_code():
    codes = {receipt(UUID(int=n), "lucca") for n in range(20_000)}

    assert len(codes) == 20_000
