"""The pack of a funding line: the auditor's program alone finds the line's figures, and what was bent."""

import random
import sqlite3
import subprocess
import sys
from base64 import b64decode, b64encode
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from events.network.figures import line_figures
from services.history.archive import Archive
from services.history.evidence import Order, pack
from services.history.funded import UnknownLine, find_line
from services.history.issuing import Issuing
from services.history.signing import key
from services.history.verifica.checking import Trusted, checked
from services.history.verifica.faults import Fault
from services.history.verifica.one_file import one_file
from services.kernel import clock
from tests.services.history.packs import MADE, bent, rows
from tests.services.history.records import arrived, recorded
from tests.services.history.test_evidence import is_refused, mutated
from tests.services.network.funded import LINE, OTHER, Told, line, share

ASKED = ("2026-01-01", "2026-07-01")
MARCH = date(2026, 3, 2)


@pytest.fixture(scope="module")
def told():
    it = Told().attributed(share(60), share(40, OTHER))
    it.tell(LINE, line())
    for n in range(6):
        it.visit(f"visit {n}", MARCH + timedelta(days=n), 30 + n, *((90,) if n == 2 else ()))
    return it


@pytest.fixture(scope="module")
def folder(told, tmp_path_factory):
    folder = tmp_path_factory.mktemp("line")
    archive = Archive(folder / "history.sqlite")
    for n, it in enumerate(told.records, 1):
        context = it["topic"].partition(".")[0]
        ids = {name: UUID(it[name]) for name in ("event_id", "stream")}
        rest = {name: it[name] for name in ("topic", "stream_version", "late", "fact")}
        archive.take([arrived(recorded(UUID(it["dossier"]), context, **ids, **rest), n, context)])
    archive.checkpoints.make(key(folder / "secrets" / "history.key"))
    archive.close()
    return folder


@pytest.fixture(scope="module")
def whole(folder):
    with closing(sqlite3.connect(folder / "history.sqlite", isolation_level=None)) as db:
        return pack(
            db,
            Order(find_line(db, "DDN-2026"), (), lambda box: None, MADE),
            key(folder / "secrets" / "history.key"),
        )


def test_the_pack_says_what_the_house_counts(told, whole):
    found = checked(whole, Trusted())

    assert found.figures == line_figures(told.records, str(LINE), *ASKED)
    assert found.figures["minutes"] == 60 * (30 + 31 + 90 + 33 + 34 + 35)
    assert (found.manifest["since"], found.manifest["until"]) == ASKED


def test_the_program_alone_says_it_in_words(whole, tmp_path):
    (tmp_path / "verifica.py").write_bytes(one_file())
    (tmp_path / "linea.zip").write_bytes(whole)
    command = [sys.executable, "-I", tmp_path / "verifica.py", tmp_path / "linea.zip"]
    outcome = subprocess.run(command, capture_output=True, text=True, env={})

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "Linea: DDN-2026, dal 2026-01-01 a prima del 2026-07-01" in outcome.stdout
    assert "minuti di accompagnamento: 151,80" in outcome.stdout
    assert "visite: 6" in outcome.stdout


def test_minutes_made_longer_are_found_at_their_record(whole):
    found = rows(whole)
    at_fault = next(n for n, row in enumerate(found, 1) if b"VisitEnded" in b64decode(row["data"]))
    longer = b64decode(found[at_fault - 1]["data"]).replace(b'"minutes":30', b'"minutes":39')
    found[at_fault - 1]["data"] = b64encode(longer).decode()

    with pytest.raises(Fault, match=rf"record {at_fault} .*changed"):
        checked(bent(whole, "records.jsonl", found), Trusted())


def test_no_random_mutation_passes(whole):
    dice = random.Random(11)

    assert all(is_refused(other) for other in (mutated(whole, dice) for _ in range(300)) if other != whole)


def test_days_and_lines_are_asked_for_as_they_are_called(folder):
    with closing(sqlite3.connect(folder / "history.sqlite")) as db:
        assert find_line(db, str(LINE), "2026-03-01", "2026-03-04").since == "2026-03-01"
        assert find_line(db, "ddn-2026", latest="2026-02-01").until == "2026-02-01"
        with pytest.raises(UnknownLine):
            find_line(db, "XYZ")


def test_after_midnight_in_rome_the_day_that_ended_is_counted_though_it_still_lasts_in_greenwich(folder):
    issuing = Issuing(folder / "history.sqlite", key(folder / "secrets" / "history.key"))
    clock.pretend(datetime(2026, 5, 31, 22, 30, tzinfo=UTC))
    try:
        said = issuing.order(b'{"kind": "line", "subject": "%s"}' % str(LINE).encode())
    finally:
        clock.pretend(None)

    assert said["until"] == "2026-06-01"


def test_a_period_counts_only_its_own_days(folder):
    with closing(sqlite3.connect(folder / "history.sqlite", isolation_level=None)) as db:
        order = Order(find_line(db, "DDN-2026", "2026-03-02", "2026-03-04"), (), lambda box: None, MADE)
        found = checked(pack(db, order, key(folder / "secrets" / "history.key")), Trusted())

    assert found.figures["visits"] == 200
