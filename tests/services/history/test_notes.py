"""Signed notes, checkpoints and cosignatures in the published forms of C2SP."""

import contextlib
from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from services.history.signing import Signer, head
from services.history.verifica.notes import COSIGNATURE, PLAIN, binary, signed, signer, tree_head

# The example of the Go package golang.org/x/mod/sumdb/note, from which C2SP signed-note was written down.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAID = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_published_example_holds():
    assert signed(SAID, PETER)


@given(st.integers(0, len(SAID) - 1), st.characters(codec="ascii", exclude_characters="\n"))
def test_nothing_else_does(place, other):
    changed = f"{SAID[:place]}{other}{SAID[place + 1 :]}"
    if changed != SAID:
        with contextlib.suppress(ValueError):
            assert not signed(changed, PETER)


def test_a_checkpoint_has_three_lines():
    text = head("casa-facendo/lucca", 8, bytes(32))

    assert text == f"casa-facendo/lucca\n8\n{'A' * 43}=\n"
    assert tree_head(f"{text}\n") == ("casa-facendo/lucca", 8, bytes(32))


def test_a_cosignature_is_of_its_own_kind_and_names_its_time():
    key, text = Ed25519PrivateKey.generate(), head("casa-facendo/lucca", 8, bytes(32))
    log, witness = Signer("casa-facendo/lucca", PLAIN, key), Signer("w1", COSIGNATURE, key)
    note = log.note(text) + witness.cosignature(text, 1_679_315_147)

    assert signed(note, log.vkey)
    assert signed(note, witness.vkey)
    line = note.rstrip("\n").rpartition(" ")[2]
    assert b64decode(line)[:4] == signer(witness.vkey)[1]
    assert int.from_bytes(b64decode(line)[4:12], "big") == 1_679_315_147
    assert not signed(note.replace("\n8\n", "\n9\n"), witness.vkey)


@pytest.mark.parametrize("text", ["AB==", "AA", "A A=", "AA==\n", "é"])
def test_no_two_texts_stand_for_the_same_bytes(text):
    with pytest.raises(ValueError, match=r"base64|string|ASCII|padding|Only|characters"):
        binary(text)
