"""A witness signs what only adds to what it signed, refuses the rest and keeps the proof of it."""

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.history.archive import Archive
from services.history.merkle import Frontier
from services.history.signing import Signer, head, key, origin
from services.history.submission import Answer, Submission
from services.history.verifica.notes import COSIGNATURE, PLAIN, signed
from services.history.witnessing import Witness
from tests.services.history.records import arrived, recorded

A = uuid4()


@pytest.fixture
def log_key(tmp_path):
    return key(tmp_path / "secrets" / "history.key")


@pytest.fixture
def archive(tmp_path):
    archive = Archive(tmp_path / "history.sqlite")
    yield archive
    archive.close()


@pytest.fixture
def witness(tmp_path, log_key):
    signer = Signer("w1", COSIGNATURE, Ed25519PrivateKey.generate())
    witness = Witness(tmp_path / "witness.sqlite", signer, tmp_path / "secrets" / "history.pub")
    yield witness
    witness.close()


def grown(archive, log_key, first, last):
    archive.take([arrived(recorded(A), n) for n in range(first, last + 1)])
    return archive.checkpoints.make(log_key)[0]


def offered(witness, archive, kept, old):
    proof = archive.checkpoints.consistency("lucca", old, kept.size)
    return witness.answer(Submission(old, tuple(proof), kept.note).encoded())


def test_it_signs_each_head_that_adds_to_the_last(archive, witness, log_key):
    first = grown(archive, log_key, 1, 5)
    assert signed(first.note + offered(witness, archive, first, 0).text, witness.vkey)

    second = grown(archive, log_key, 6, 9)
    answer = offered(witness, archive, second, 5)

    assert answer.code == 200
    assert signed(second.note + answer.text, witness.vkey)
    assert not signed(first.note + answer.text, witness.vkey)


def test_who_does_not_know_where_it_stands_is_told(archive, witness, log_key):
    first = grown(archive, log_key, 1, 5)
    offered(witness, archive, first, 0)

    second = grown(archive, log_key, 6, 9)

    assert offered(witness, archive, second, 0) == Answer(409, "5\n")
    assert offered(witness, archive, second, 5).code == 200
    assert offered(witness, archive, second, 9).code == 200
    assert witness.refused() == 0


def rewritten(log_key, size):
    """Another past, signed with the true key: what only a witness can notice."""
    tree = Frontier()
    for n in range(size):
        list(tree.add(b"as someone would like it %d" % n))
    return Signer(origin("lucca"), PLAIN, log_key).note(head(origin("lucca"), size, tree.root))


@pytest.mark.parametrize("size", [5, 9])
def test_a_rewritten_past_signed_with_the_true_key_is_refused_and_kept(archive, witness, log_key, size):
    first = grown(archive, log_key, 1, 5)
    offered(witness, archive, first, 0)
    grown(archive, log_key, 6, 9)
    proof = archive.checkpoints.consistency("lucca", 5, size)

    answer = witness.answer(Submission(5, tuple(proof), rewritten(log_key, size)).encoded())

    assert answer.code == (409 if size == 5 else 422)
    assert witness.refused() == 1


def test_a_tail_cut_off_is_refused(archive, witness, log_key):
    first = grown(archive, log_key, 1, 5)
    second = grown(archive, log_key, 6, 9)
    offered(witness, archive, second, 0)

    assert witness.answer(Submission(9, (), first.note).encoded()).code == 400
    assert offered(witness, archive, first, 0) == Answer(409, "9\n")


def test_another_key_or_an_unknown_log_is_refused(archive, witness, log_key):
    kept = grown(archive, log_key, 1, 5)
    text = f"{kept.note.partition(chr(10) * 2)[0]}\n"
    other = Signer(origin("lucca"), PLAIN, Ed25519PrivateKey.generate()).note(text)
    elsewhere = Signer("example.com/log", PLAIN, log_key).note(
        text.replace(origin("lucca"), "example.com/log")
    )

    assert witness.answer(Submission(0, (), other).encoded()).code == 403
    assert witness.answer(Submission(0, (), elsewhere).encoded()).code == 404


def test_a_key_exchanged_later_is_not_believed(archive, witness, log_key, tmp_path):
    offered(witness, archive, grown(archive, log_key, 1, 5), 0)
    for name in ("history.key", "history.pub"):
        (tmp_path / "secrets" / name).unlink()

    second = grown(archive, key(tmp_path / "secrets" / "history.key"), 6, 9)

    assert offered(witness, archive, second, 5).code == 403


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"old x\n\n", b"old 0\n\na\nb\nc\n", b"old 0\nAAA\n\na\n1\nAA==\n"]
)
def test_nonsense_is_answered(witness, body):
    assert witness.answer(body) == Answer(400)
