"""A pack written from the files of a running house: the auditor's program agrees, and nothing private is in it."""

import json
import subprocess
import sys
import time
from base64 import b64decode

import pytest

from services.history.verifica.container import unpacked
from services.history.verifica.one_file import one_file
from tests.architecture.sources import ROOT


def evidence(house, out, *scope):
    command = [sys.executable, "-m", "deploy.evidence", "C-01", out, "--scope", *scope]
    return subprocess.run(
        command, cwd=ROOT, env={"CASA_DATA": str(house.data)}, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def packs(demo, tmp_path_factory):
    """Without and with opened values, once the months of the demo are signed."""
    folder = tmp_path_factory.mktemp("packs")
    deadline = time.monotonic() + 90
    while len(opened(demo, folder / "open.zip")) < 10:
        assert time.monotonic() < deadline
        time.sleep(1)
    assert evidence(demo, folder / "closed.zip").returncode == 0
    return folder


def opened(house, out):
    """What a pack with the words of pacts and visits shows; nothing before the first checkpoint."""
    if evidence(house, out, "pact", "visit-shared", "visit-professional").returncode:
        return []
    rows = unpacked(out.read_bytes())["opened.jsonl"].splitlines()
    return [json.loads(b64decode(json.loads(row)["value"])) for row in rows]


def test_a_running_house_gives_a_pack_that_holds(packs, tmp_path):
    (tmp_path / "verifica.py").write_bytes(one_file())

    for name in ("closed.zip", "open.zip"):
        command = [sys.executable, "-I", tmp_path / "verifica.py", packs / name]
        outcome = subprocess.run(command, capture_output=True, text=True)
        assert outcome.returncode == 0, outcome.stdout
        assert "Visto da un testimone: fino al record" in outcome.stdout


def test_nothing_private_is_in_it_unless_it_was_asked_for(demo, packs):
    long = {word for word in opened(demo, packs / "again.zip") if isinstance(word, str) and len(word) > 12}

    closed = unpacked((packs / "closed.zip").read_bytes())
    records = [b64decode(json.loads(row)["data"]) for row in closed["records.jsonl"].splitlines()]
    everything = b"".join([*closed.values(), *records])

    assert len(long) > 5
    assert [word for word in long if word.encode() in everything] == []


def test_the_whole_record_of_a_running_house_holds(demo, packs):
    command = [sys.executable, "-m", "deploy.evidence.verify"]
    outcome = subprocess.run(
        command, cwd=ROOT, env={"CASA_DATA": str(demo.data)}, capture_output=True, text=True
    )

    assert (outcome.returncode, outcome.stdout.splitlines()[-1]) == (0, "All holds.")
