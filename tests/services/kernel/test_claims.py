"""Services believe a signature and nothing else about who asks."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.claims import Claim, Forged, sign, verify
from services.kernel.sealing import binary, text
from tests.people import GIULIA, PARTNERSHIP

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()
CLAIM = Claim(person=GIULIA.id, role="cohabitant", partnership=PARTNERSHIP, until=NOW + timedelta(minutes=5))


def test_what_was_signed_is_believed() -> None:
    assert verify(sign(CLAIM, KEY), KEY.public_key(), NOW) == CLAIM


def test_a_claim_ends_with_a_minute_of_grace() -> None:
    token = sign(CLAIM, KEY)

    assert verify(token, KEY.public_key(), CLAIM.until + timedelta(seconds=59)) == CLAIM
    with pytest.raises(Forged):
        verify(token, KEY.public_key(), CLAIM.until + timedelta(seconds=61))


def test_another_key_or_another_body_is_forged() -> None:
    body, _, signature = sign(CLAIM, KEY).partition(".")
    promoted = text(binary(body).replace(b"cohabitant", b"coordinato"))
    unknown = CLAIM.model_dump_json()[:-1] + ',"admin":true}'
    signed_by_us = f"{text(unknown.encode())}.{text(KEY.sign(unknown.encode()))}"

    for token in (
        sign(CLAIM, Ed25519PrivateKey.generate()),
        f"{promoted}.{signature}",
        f"{body}.",
        body,
        "",
        f"{body}.è",
        signed_by_us,
    ):
        with pytest.raises(Forged):
            verify(token, KEY.public_key(), NOW)


@given(st.text(max_size=200))
def test_no_text_at_all_is_anything_but_forged(token: str) -> None:
    with pytest.raises(Forged):
        verify(token, KEY.public_key(), NOW)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_is_forged_or_says_the_same(at: int, by: int) -> None:
    token = bytearray(sign(CLAIM, KEY).encode())
    token[at % len(token)] ^= by

    try:
        said = verify(token.decode(errors="replace"), KEY.public_key(), NOW)
    except Forged:
        return
    assert said == CLAIM


def test_a_claim_for_another_person_is_another_claim() -> None:
    assert sign(CLAIM.model_copy(update={"person": uuid4()}), KEY) != sign(CLAIM, KEY)
