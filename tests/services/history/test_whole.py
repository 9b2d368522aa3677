"""Whoever has the file in hand is found, whatever they rewrite, as far as a witness has seen."""

import sqlite3
from uuid import UUID

import pytest

from services.history.archive import Archive
from services.history.chain import link, start
from services.history.growing import grow
from services.history.reading import Reading
from services.history.signing import Signer, key
from services.history.submission import Submission
from services.history.tables import SCHEMA
from services.history.verifica.notes import COSIGNATURE
from services.history.whole import check
from services.history.witnessing import Witness
from tests.services.history.packs import house

FREE = "DROP TRIGGER never_changed; DROP TRIGGER never_removed;"
FORGED = "replace(CAST(data AS TEXT), 'cohabitant', 'operator')"


@pytest.fixture
def path(tmp_path):
    house(tmp_path)
    return tmp_path / "history.sqlite"


def hand(path, script):
    db = sqlite3.connect(path)
    db.executescript(FREE + script)
    db.close()


def test_an_untouched_record_is_whole(path):
    found = check(path)

    assert found.faults == ()
    assert (found.dossiers, found.checkpoints, found.witnessed) == (3, 3, found.records)


@pytest.mark.parametrize(
    "script",
    [
        f"UPDATE records SET data = {FORGED} WHERE arrival = 9;",
        "DELETE FROM records WHERE arrival = 9;",
        "DELETE FROM records WHERE arrival = 9; DELETE FROM leaves WHERE arrival = 9;",
        "UPDATE records SET arrival = -1 WHERE arrival = 9; UPDATE records SET arrival = 9 WHERE arrival = 10;"
        "UPDATE records SET arrival = 10 WHERE arrival = -1;",
        "DELETE FROM records WHERE arrival > 20; DELETE FROM leaves WHERE arrival > 20;",
        "INSERT INTO records SELECT 999, x'00', partnership, context, epoch, 999, dossier, 999, topic,"
        " recorded_at, data, link FROM records WHERE arrival = 9;",
        "UPDATE checkpoints SET note = replace(note, 'A', 'B');",
        "UPDATE checkpoints SET note = 'x';",
        "UPDATE cosignatures SET line = replace(line, 'w1', 'w2');",
    ],
    ids=[
        "edited",
        "deleted",
        "deleted with its leaf",
        "swapped",
        "cut off",
        "inserted",
        "signature spoilt",
        "head spoilt",
        "witness renamed",
    ],
)
def test_what_somebody_did_by_hand_is_found(path, script):
    hand(path, script)

    assert check(path).faults


def rewrite(path):
    """Everything anew after a change: bytes, chains, tree; the old heads gone, as if they had never been."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(f"{FREE} UPDATE records SET data = CAST({FORGED} AS BLOB) WHERE arrival = 9;")
    heads = {}
    for arrival, dossier, data in db.execute(
        "SELECT arrival, dossier, data FROM records ORDER BY arrival"
    ).fetchall():
        heads[dossier] = link(heads.get(dossier) or start(UUID(bytes=dossier)), data)
        db.execute("UPDATE records SET link = ? WHERE arrival = ?", (heads[dossier], arrival))
    for dossier, end in heads.items():
        db.execute("UPDATE heads SET link = ? WHERE dossier = ?", (end, dossier))
    db.executescript(
        "DELETE FROM leaves; DELETE FROM nodes; DELETE FROM checkpoints; DELETE FROM cosignatures;"
    )
    db.executescript(SCHEMA)
    grow(db)
    db.close()


def test_all_rewritten_and_signed_anew_is_whole_in_itself_and_only_the_witness_tells(path, tmp_path, witness):
    before = Reading(path)
    seen = before.checkpoints.of("lucca")[1]
    before.close()
    assert witness.answer(Submission(0, (), seen.note).encoded()).code == 200

    rewrite(path)
    archive = Archive(path)
    head = archive.checkpoints.make(key(tmp_path / "secrets" / "history.key"))[0]
    proof = archive.checkpoints.consistency("lucca", seen.size, head.size)
    archive.close()

    assert check(path).faults == ()
    assert witness.answer(Submission(seen.size, tuple(proof), head.note).encoded()).code == 422
    assert witness.refused() == 1


@pytest.fixture
def witness(tmp_path):
    signer = Signer("w1", COSIGNATURE, key(tmp_path / "other" / "witness.key"))
    witness = Witness(tmp_path / "witness.sqlite", signer, tmp_path / "secrets" / "history.pub")
    yield witness
    witness.close()


def test_a_record_from_before_there_were_trees_grows_its_own(path):
    before = check(path)
    hand(path, "DELETE FROM leaves; DELETE FROM nodes;")

    Archive(path).close()

    assert check(path) == before
