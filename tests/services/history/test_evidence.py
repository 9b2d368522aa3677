"""An evidence pack: whole, it holds and says the house's own figures; bent in any way, it is refused and says where."""

import ast
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from base64 import b64decode, b64encode
from contextlib import closing
from time import perf_counter

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.history.cases import UnknownCase, find
from services.history.chain import link
from services.history.verifica.checking import Trusted, checked
from services.history.verifica.container import packed, unpacked
from services.history.verifica.faults import Fault, Unreadable
from services.history.verifica.one_file import one_file
from services.kernel.sealing import binary
from tests.services.history.packs import CASE, HOME, VAULT_KEY, WORD, bent, house, pack_of, rows

SCOPE = ("visit-shared",)


def opener(box):
    return AESGCM(VAULT_KEY).decrypt(binary(box.nonce), binary(box.ct), box.aad())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    house(folder)
    return folder


@pytest.fixture(scope="module")
def pack(folder):
    return pack_of(folder, SCOPE, opener)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    path = tmp_path_factory.mktemp("auditor") / "verifica.py"
    path.write_bytes(one_file())
    return path


def run(program, pack, *more):
    file = program.with_name("fascicolo.zip")
    file.write_bytes(pack)
    # -I: no folder of ours, no environment; the auditor's machine has Python and cryptography.
    command = [sys.executable, "-I", program, file, *more]
    return subprocess.run(command, capture_output=True, text=True, cwd=program.parent, env={})


def counted(folder):
    """The same sums, asked of the record in another way."""
    db = sqlite3.connect(folder / "history.sqlite")
    query = "SELECT count(*), sum(topic = 'accompaniment.VisitEnded') FROM records WHERE dossier = ?"
    facts, visits = db.execute(query, (CASE.bytes,)).fetchone()
    minutes = {}
    for data in db.execute("SELECT data FROM records WHERE dossier = ? ORDER BY n", (CASE.bytes,)):
        record = json.loads(data[0])
        if "minutes" in record["fact"]:
            minutes[record["stream"]] = record["fact"]["minutes"]
    db.close()
    return facts, visits, sum(minutes.values())


def test_the_verifier_alone_says_the_same_figures_as_the_house(folder, pack, program):
    facts, visits, minutes = counted(folder)

    outcome = run(program, pack)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    said = dict(line.split(": ", 1) for line in outcome.stdout.splitlines() if ": " in line)
    assert (said["fatti"], said["visite fatte"], said["minuti di visita"]) == (
        str(facts + 2),  # the home itself, and the proposal that led here
        str(visits),
        str(minutes),
    )
    assert outcome.stdout.splitlines()[-1] == "TUTTO TORNA."


def test_it_holds_the_very_bytes_and_tells_nothing_of_others(folder, pack):
    db = sqlite3.connect(folder / "history.sqlite")
    kept = {row[0] for row in db.execute("SELECT data FROM records")}
    db.close()

    found = [b64decode(row["data"]) for row in rows(pack)]

    assert set(found) <= kept
    assert {json.loads(one)["dossier"] for one in found} == {str(CASE), str(HOME)}
    left_out = rows(pack, "omitted.jsonl")
    assert len(left_out) == 5
    assert {frozenset(row) for row in left_out} == {frozenset(("dossier", "n", "digest"))}


def test_values_are_shown_only_for_the_categories_asked_for(folder, pack):
    shown = [b64decode(row["value"]).decode() for row in rows(pack, "opened.jsonl")]

    assert shown == [json.dumps(WORD, ensure_ascii=False)] * 4
    assert rows(pack_of(folder, ("pact",), opener), "opened.jsonl") == []
    assert VAULT_KEY not in pack
    assert len(checked(pack, Trusted()).opened) == 4


def test_a_value_whose_key_is_gone_stays_closed_and_all_the_rest_holds(folder):
    found = checked(pack_of(folder, SCOPE, lambda box: None), Trusted())

    assert found.opened == []
    assert found.figures["visite fatte"] == 4


def test_keys_and_a_checkpoint_from_elsewhere_are_held_against_it(pack, program, tmp_path):
    keys = json.loads(unpacked(pack)["keys.json"])
    held = tmp_path / "checkpoint"
    held.write_text(rows(pack, "checkpoints.jsonl")[1]["note"])

    mine = ("--registro", keys["log"], "--testimone", keys["witnesses"][0], "--checkpoint", held)

    assert run(program, pack, *mine).returncode == 0
    assert run(program, pack, "--registro", keys["log"].replace("a", "b")).returncode == 1


def test_a_history_rewritten_with_all_the_true_keys_is_found_by_who_kept_a_checkpoint(
    folder, pack, program, tmp_path
):
    keys = json.loads(unpacked(pack)["keys.json"])
    held = tmp_path / "checkpoint"
    held.write_text(rows(pack, "checkpoints.jsonl")[1]["note"])
    for name in ("secrets/history.key", "witness.key"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(folder / name, tmp_path / name)
    house(tmp_path, turns=15)
    known = ("--registro", keys["log"], "--testimone", keys["witnesses"][0])

    another = pack_of(tmp_path)

    assert run(program, another, *known).returncode == 0
    outcome = run(program, another, *known, "--checkpoint", held)
    assert outcome.returncode == 1
    assert "checkpoint tenuto fuori" in outcome.stdout


def bend(name):
    return BENT.setdefault(name.__name__, name)


BENT = {}


@bend
def changed(found):
    data = b64decode(found[9]["data"]).replace(b"cohabitant", b"operator")
    found[9]["data"] = b64encode(data).decode()
    return 10


@bend
def changed_and_linked_anew(found):
    changed(found)
    relink(found, 9)
    return 10


@bend
def dropped(found):
    del found[9]
    return 10


@bend
def dropped_and_closed_ranks(found):
    gone = found.pop(9)
    for row in found[9:]:
        if row["dossier"] == gone["dossier"]:
            row["n"] -= 1
    return 10


@bend
def inserted_twice(found):
    found.insert(9, dict(found[5]))
    return 10


@bend
def inserted_forged(found):
    forged = dict(found[9])
    forged["data"] = b64encode(b64decode(forged["data"]).replace(b"cohabitant", b"operator")).decode()
    forged["index"] -= 1
    found.insert(9, forged)
    for row in found[10:]:
        if row["dossier"] == forged["dossier"]:
            row["n"] += 1
    return 10


@bend
def reordered(found):
    found[9], found[10] = found[10], found[9]
    return 10


@bend
def reordered_bytes(found):
    found[9]["data"], found[10]["data"] = found[10]["data"], found[9]["data"]
    return 10


@bend
def truncated(found):
    del found[-3:]
    return None


def relink(found, first):
    """What a careful forger would do to the chain."""
    before = b64decode(found[first - 1]["link"])
    for row in found[first:]:
        if row["dossier"] == found[first]["dossier"]:
            before = link(before, b64decode(row["data"]))
            row["link"] = b64encode(before).decode()


@pytest.mark.parametrize("name", BENT)
def test_what_was_done_is_named_and_where(pack, program, name):
    found = rows(pack)
    number = BENT[name](found)

    outcome = run(program, bent(pack, "records.jsonl", found))

    last = outcome.stdout.splitlines()[-1]
    assert outcome.returncode == 1
    assert last.endswith(f"({name.partition('_')[0]})"), last
    assert number is None or f"record {number} " in last, last


@pytest.mark.parametrize(
    ("name", "row", "field"),
    [("opened.jsonl", 2, "value"), ("opened.jsonl", 0, "salt"), ("omitted.jsonl", 3, "digest"),
     ("checkpoints.jsonl", 1, "note"), ("checkpoints.jsonl", 2, "consistency")],
)  # fmt: skip
def test_the_rest_is_guarded_as_well(pack, name, row, field):
    found = rows(pack, name)
    found[row][field] = found[row][field].replace(
        found[row][field][9], "7" if found[row][field][9] != "7" else "8"
    )

    with pytest.raises(Fault):
        checked(bent(pack, name, found), Trusted())


@pytest.mark.parametrize("name", ["report.html", "verifica.py", "LEGGIMI.txt"])
def test_not_even_the_report_can_be_changed(pack, name):
    files = unpacked(pack)
    files[name] = files[name].replace(b"a", b"b", 1)

    with pytest.raises(Fault, match=name.replace(".", r"\.")):
        checked(packed(files), Trusted())


def test_keys_exchanged_do_not_fit_what_they_signed(pack):
    files = unpacked(pack)
    files["keys.json"] = files["keys.json"].replace(b"a", b"b", 1)

    with pytest.raises(Fault, match="checkpoint 1"):
        checked(packed(files), Trusted())


def test_a_file_more_or_less_is_found(pack):
    files = unpacked(pack)

    with pytest.raises(Fault, match=r"new\.txt.*inserted"):
        checked(packed({**files, "new.txt": b""}), Trusted())
    with pytest.raises(Fault, match=r"report\.html.*dropped"):
        checked(packed({name: data for name, data in files.items() if name != "report.html"}), Trusted())


def mutated(raw, dice):
    kind, at = dice.randrange(6), dice.randrange(len(raw))
    if kind <= 2:
        return raw[:at] + bytes([raw[at] ^ (1 << dice.randrange(8))]) + raw[at + 1 :]
    length = dice.choice((1, 2, 30, 900))
    if kind == 3:
        return raw[:at] + raw[at + length :]
    if kind == 4:
        return raw[:at] + dice.randbytes(length) + raw[at:]
    other = dice.randrange(len(raw))
    return raw[:at] + raw[other : other + length] + raw[at + length :]


def test_no_random_mutation_passes(pack):
    """2,000 in the suite, within 30 s; CASA_MUTATIONS=10000 for all that are promised."""
    wanted, dice, done, refused = int(os.environ.get("CASA_MUTATIONS", "2000")), random.Random(7), 0, 0
    end = perf_counter() + (30 if wanted <= 2000 else 3600)
    while done < wanted and perf_counter() < end:
        other = mutated(pack, dice)
        if other != pack:
            done += 1
            refused += is_refused(other)

    print(f"{done} mutations, {refused} refused")
    assert refused == done > 0


def is_refused(raw):
    try:
        checked(raw, Trusted())
    except (Fault, Unreadable):
        return True
    return False


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\3\4" + bytes(200), b"\xff" * 90])
def test_what_is_no_pack_cannot_be_read(program, raw):
    assert run(program, raw).returncode == 2


def test_the_one_file_imports_the_standard_library_and_cryptography_only():
    tree = ast.parse(one_file())
    names = {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    defined = [it.name for it in tree.body if isinstance(it, ast.FunctionDef | ast.ClassDef)]

    assert names - sys.stdlib_module_names == {"cryptography"}
    assert not names & {"socket", "urllib", "http", "ssl"}
    assert len(defined) == len(set(defined))


def test_a_case_is_found_by_code_or_id(folder):
    with closing(sqlite3.connect(folder / "history.sqlite")) as db:
        assert find(db, "c-01") == find(db, str(CASE))
        with pytest.raises(UnknownCase):
            find(db, "C-02")
