"""A whole pack: checkpoints and their witnesses, records, opened values, figures, and every byte around them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from services.history.verifica.amounts import numbers_of
from services.history.verifica.chains import Chains, Promise
from services.history.verifica.container import packed, unpacked
from services.history.verifica.faults import Fault, Unreadable
from services.history.verifica.lines import Line, lines
from services.history.verifica.notes import binary, hashes, signed, tree_head
from services.history.verifica.opened import Opened, opened
from services.history.verifica.proofs import consistent

FORMAT = "casa-facendo/fascicolo/v1"


@dataclass(frozen=True)
class Trusted:
    """Keys and a checkpoint the auditor has from elsewhere; what is missing is taken from the pack itself."""

    log: str = ""
    witnesses: tuple[str, ...] = ()
    checkpoint: str = ""


@dataclass(frozen=True)
class Keys:
    """The keys a pack names: every signature in it must be of one of them."""

    log: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True)
class Checkpoint:
    """``witnesses`` is how many of those the auditor trusts signed it."""

    size: int
    root: bytes
    witnesses: int


@dataclass
class Found:
    """What a pack that holds says."""

    manifest: dict[str, Any] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    opened: list[Opened] = field(default_factory=list)

    @property
    def witnessed(self) -> int:
        """The size of the newest checkpoint a witness signed; 0 without one."""
        return max((it.size for it in self.checkpoints if it.witnesses), default=0)


def checked(raw: bytes, trusted: Trusted) -> Found:
    """Raises Unreadable, or Fault for the first thing that does not hold."""
    files = unpacked(raw)
    try:
        return whole(raw, files, trusted)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Fault("la forma del fascicolo", "changed") from error


def whole(raw: bytes, files: dict[str, bytes], trusted: Trusted) -> Found:
    manifest = manifest_of(files)
    keys = keys_of(files, trusted)
    known = checkpoints(
        files["checkpoints.jsonl"], keys, trusted.witnesses or keys.witnesses, manifest["origin"]
    )
    found = Found(manifest, list(known))
    held_outside(found.checkpoints, trusted.checkpoint)
    read = lines(files["records.jsonl"])
    chains(files, manifest, read, found.checkpoints[-1])
    by_event = {line.fact["event_id"]: line.fact for line in read}
    found.figures = added_up(manifest, read)
    found.opened = opened(files["opened.jsonl"], by_event, manifest["scope"])
    sealed(files, manifest, keys.log)
    surrounded(raw, files)
    return found


def manifest_of(files: dict[str, bytes]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(files["manifest.json"])
        if found["format"] != FORMAT:
            raise Unreadable(f"una forma di fascicolo che questo programma non conosce: {found['format']}")
        parts = [found[name] for name in ("dossiers", "files", "figures", "scope", "origin", "records")]
        assert all(part is not None for part in parts)
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        raise Fault("manifest.json", "changed") from error
    return found


def keys_of(files: dict[str, bytes], trusted: Trusted) -> Keys:
    try:
        inside = json.loads(files["keys.json"])
        log, witnesses = str(inside["log"]), tuple(map(str, inside["witnesses"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Fault("keys.json", "changed") from error
    if trusted.log and trusted.log != log:
        raise Fault("keys.json, chiave del registro", "changed")
    if set(trusted.witnesses) - set(witnesses):
        raise Fault("keys.json, chiave del testimone", "changed")
    return Keys(log, witnesses)


def checkpoints(content: bytes, keys: Keys, counted: tuple[str, ...], origin: str) -> Iterator[Checkpoint]:
    """From the oldest to the newest, each signed, and each only adding to the one before."""
    before = Checkpoint(0, b"", 0)
    for number, text in enumerate(content.splitlines(), 1):
        try:
            it = json.loads(text)
            now = checkpoint(it["note"], keys, counted, origin)
            grown = consistent(before.size, now.size, before.root, now.root, hashes(it["consistency"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Fault(f"checkpoint {number}", "changed") from error
        if not grown or now.size <= before.size:
            raise Fault(f"checkpoint {number} (fino al record {now.size} del registro)", "changed")
        yield now
        before = now
    if not before.size:
        raise Fault("checkpoint 1", "truncated")


def checkpoint(note: str, keys: Keys, counted: tuple[str, ...], origin: str) -> Checkpoint:
    who, size, root = tree_head(note)
    if who != origin or not signed(note, keys.log):
        raise ValueError("signature")
    witnesses = [witness for witness in keys.witnesses if signed(note, witness)]
    if note.partition("\n\n")[2].count("\n") != 1 + len(witnesses):
        raise ValueError("cosignature")
    return Checkpoint(size, root, len(set(witnesses) & set(counted)))


def held_outside(known: list[Checkpoint], note: str) -> None:
    if note:
        _, size, root = tree_head(note)
        same = next((it for it in known if it.size == size), None)
        if same is None or same.root != root:
            raise Fault(
                f"il checkpoint tenuto fuori (fino al record {size})", "changed" if same else "dropped"
            )


def chains(files: dict[str, bytes], manifest: dict[str, Any], read: list[Line], last: Checkpoint) -> None:
    try:
        promises = [
            Promise(it["dossier"], int(it["count"]), binary(it["head"])) for it in manifest["dossiers"]
        ]
        omitted = [json.loads(text) for text in files["omitted.jsonl"].splitlines()]
        digests = {(str(it["dossier"]), int(it["n"])): binary(it["digest"]) for it in omitted}
        running = Chains(read, digests, promises)
    except (ValueError, KeyError, TypeError) as error:
        raise Fault("omitted.jsonl", "changed") from error
    running.check(last.size, last.root)


def added_up(manifest: dict[str, Any], read: list[Line]) -> dict[str, int]:
    try:
        found = numbers_of(manifest, [line.fact for line in read])
    except (ValueError, KeyError, TypeError) as error:
        raise Fault("records.jsonl", "changed") from error
    if found != manifest["figures"] or manifest["records"] != len(read):
        raise Fault("manifest.json, i conti", "changed")
    return found


def sealed(files: dict[str, bytes], manifest: dict[str, Any], log: str) -> None:
    """Every file is the one the house put in, and the house signed the list."""
    for name, content in files.items():
        own = name in ("manifest.json", "manifest.sig")
        if not own and sha256(content).hexdigest() != manifest["files"].get(name):
            raise Fault(name, "changed" if name in manifest["files"] else "inserted")
    if set(manifest["files"]) - set(files):
        raise Fault(min(set(manifest["files"]) - set(files)), "dropped")
    if not attested(files["manifest.json"], files["manifest.sig"], log):
        raise Fault("manifest.json", "changed")


def attested(manifest: bytes, signature: bytes, log: str) -> bool:
    text = f"{FORMAT}\n{sha256(manifest).hexdigest()}\n"
    try:
        note = signature.decode()
        return note.startswith(f"{text}\n") and note.count("\n") == 4 and signed(note, log)
    except ValueError:
        return False


def surrounded(raw: bytes, files: dict[str, bytes]) -> None:
    again = packed(files)
    if again != raw:
        raise Fault("il contenitore ZIP", "truncated" if again.startswith(raw) else "changed")
