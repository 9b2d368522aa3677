"""A small history with a case in it, and its pack: whole, and as somebody might bend it."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid5

from events.category import Category
from events.sealed import seal
from services.history.archive import Archive
from services.history.cases import find
from services.history.evidence import Order, pack
from services.history.signing import Signer, key
from services.history.verifica.container import packed, unpacked
from services.history.verifica.notes import COSIGNATURE
from services.kernel.sealing import close
from tests.services.history.records import arrived, recorded

CASE, HOME, PROPOSAL, OTHER, KEY_ID = (UUID(int=n) for n in range(1, 6))
VAULT_KEY = bytes(range(32))
MADE = "2026-11-22T10:00:00+00:00"
WORD = "Tutto bene, hanno cucinato insieme."


class Story:
    """Records of a cohabitation, of its home (some for others), and of another dossier, one after the other."""

    def __init__(self, turns=12):
        self.moment = datetime(2026, 3, 2, 8, tzinfo=UTC)
        self.records = []
        self.say("matching.HomeOffered", HOME, HOME, {"places": 3})
        self.say("matching.ProposalDecided", HOME, PROPOSAL, {})
        self.say("matching.ProposalDecided", HOME, UUID(int=77), {"cohabitation": str(UUID(int=99))})
        formed = {
            "cohabitation": str(CASE),
            "home": str(HOME),
            "proposal": str(PROPOSAL),
            "since": "2026-03-02",
        }
        self.say("pacts.CohabitationFormed", CASE, CASE, formed)
        for n in range(turns):
            self.say("pacts.DutyDone", CASE, UUID(int=100 + n), {"n": n})
            self.say("network.PersonEntered", OTHER, UUID(int=200 + n), {"n": n})
            if n % 3 == 0:
                self.visit(UUID(int=300 + n), 30 + n)
                self.say("matching.ProposalDecided", HOME, UUID(int=400 + n), {})
        self.say("accompaniment.VisitMinutesCorrected", CASE, UUID(int=300), {"minutes": 45})

    def say(self, topic, dossier, stream, fact, event=None):
        self.moment += timedelta(hours=5)
        n = len(self.records)
        times = dict.fromkeys(("occurred_at", "received_at", "recorded_at"), self.moment)
        names = {"event_id": event or uuid5(CASE, str(n)), "command_id": uuid5(HOME, str(n)), "actor": OTHER}
        version = 1 + sum(it.stream == stream for it in self.records)
        record = recorded(
            dossier, topic.partition(".")[0], topic=topic, stream=stream, stream_version=version, fact=fact,
            **names, **times,
        )  # fmt: skip
        self.records.append(record)

    def visit(self, stream, minutes):
        self.say("accompaniment.VisitStarted", CASE, stream, {})
        event = uuid5(CASE, str(len(self.records)))
        box = close(seal(WORD, OTHER, Category.VISIT_SHARED), f"{event}/text", KEY_ID, VAULT_KEY)
        note = {"note": str(stream), "text": json.loads(box.model_dump_json())}
        self.say("accompaniment.NoteWritten", CASE, stream, note, event)
        self.say("accompaniment.VisitEnded", CASE, stream, {"minutes": minutes})


def house(folder, turns=12, steps=3):
    """An archive with the story in it, a witnessed checkpoint after each of so many steps."""
    archive, signing = Archive(folder / "history.sqlite"), key(folder / "secrets" / "history.key")
    witness = Signer("w1", COSIGNATURE, key(folder / "witness.key"))
    records = Story(turns).records
    cut = len(records) // steps + 1
    for first in range(0, len(records), cut):
        for n, record in enumerate(records[first : first + cut], first + 1):
            archive.take([arrived(record, n, record.context)])
        for kept in archive.checkpoints.make(signing):
            line = witness.cosignature(f"{kept.note.partition(chr(10) * 2)[0]}\n", 1_774_000_000)
            archive.checkpoints.cosigned(kept.log, kept.size, witness.vkey, line)
    archive.close()
    return witness.vkey


def pack_of(folder, scope=(), opener=lambda box: None):
    with closing(sqlite3.connect(folder / "history.sqlite", isolation_level=None)) as db:
        order = Order(find(db, "C-01"), scope, opener, MADE)
        return pack(db, order, key(folder / "secrets" / "history.key"))


def rows(raw, name="records.jsonl"):
    return [json.loads(line) for line in unpacked(raw)[name].splitlines()]


def bent(raw, name, rows):
    """The pack with other rows, container and list made to fit: all that can be done without the house's key."""
    files = unpacked(raw)
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    files[name] = "".join(f"{line}\n" for line in lines).encode()
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name] = sha256(files[name]).hexdigest()
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return packed(files)
