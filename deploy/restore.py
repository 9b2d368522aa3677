"""`make restore FROM=folder`: a backup put back, and what had been erased since erased again before any page is served.

Without a folder: what lies in the house counts, as after a store was put back by hand.
"""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from deploy import preflight
from deploy.backup import MANIFEST
from deploy.keep import findings, review, schemas
from deploy.keep.copying import copy_file, digest
from deploy.lock import hold
from deploy.preflight import CannotStart
from deploy.rebuild import lived_in
from services.kernel import restored
from services.kernel.courier import CONTEXTS
from services.kernel.secret_file import write_secret
from services.kernel.settings import Settings
from services.vault.keys import Keys
from services.vault.opening import NAME as VAULT
from services.vault.wrapping import VARIABLE, WrongWrappingKey, wrapping_key

MADE_ANEW = ("nats", "read")
"""Streams and pages are made from the stores; kept, they would speak of facts the stores no longer know."""
MENDING = "what lies here"
"""Stands in the mark of a house half mended: mending it again ends that, but not a backup half put back."""


def main() -> int:
    """``python -m deploy.restore FOLDER``. CASA_DATA names the house, which is stopped or not there at all."""
    data = Path(os.environ.get("CASA_DATA") or "var/casa")
    try:
        many = restore(Path(sys.argv[1]), data) if sys.argv[1:] and sys.argv[1] else mend(data)
    except (CannotStart, WrongWrappingKey, OSError, sqlite3.Error) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(
        f"{many} files are in place. At the next start what had been erased is erased again first.\n"
    )
    sys.stdout.write(review.told(review.waiting(data) or {}))
    sys.stdout.write("Read this, see to it, then: make reviewed BY=your-name. Until then /healthz is red.\n")
    return 0


def restore(folder: Path, data: Path) -> int:
    """How many files. Raises CannotStart, WrongWrappingKey, OSError, sqlite3.Error; again after a cut it is whole."""
    files = listed(folder)
    settings = preflight.understood(data)
    openable(settings)
    tables = of_postgres(files, settings)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with hold(data):
        (data / preflight.HALF).touch(mode=0o600)
        restored.mark(data)
        for name in MADE_ANEW:
            shutil.rmtree(data / name, ignore_errors=True)
        for name in files:
            put_back(folder, data, name)
        if tables:
            schemas.put_back(settings.store, folder, data, tables)
        keys_put_back(folder / VAULT, settings)
        review.ask_for(data, findings.look(settings).told())
        (data / preflight.HALF).unlink()
    return len(files)


def mend(data: Path) -> int:
    """How many stores begin a new epoch; streams and pages are made anew from them. Raises CannotStart, sqlite3.Error."""
    lived_in(data)
    openable(settings := preflight.understood(data))
    with hold(data):
        half = data / preflight.HALF
        ours = not half.exists() or half.read_text() == MENDING
        if ours:
            # One store with its old epoch would be followed from where a lost tail had ended.
            write_secret(half, MENDING.encode())
        restored.mark(data)
        for name in MADE_ANEW:
            shutil.rmtree(data / name, ignore_errors=True)
        renewed = schemas.renewed(settings.store) if settings.store != "sqlite" else 0
        renewed += sum(renew_epoch(store) for store in sorted(data.glob("*.sqlite")))
        review.ask_for(data, findings.look(settings).told())
        if ours:
            half.unlink()
        return renewed


def of_postgres(files: list[str], settings: Settings) -> list[str]:
    """Those that are tables of a PostgreSQL. Raises CannotStart where the stores were, or are to be, of another kind."""
    tables = [name for name in files if name.startswith(f"{schemas.FOLDER}/")]
    stores = bool(tables) or any(f"{context}.sqlite" in files for context in CONTEXTS)
    if stores and bool(tables) != (settings.store != "sqlite"):
        raise CannotStart(
            "La copia e CASA_STORE sono di due tipi diversi di archivio: indica in CASA_STORE quello della copia.",
            "The backup and CASA_STORE are of two kinds of store: name in CASA_STORE the one of the backup.",
        )
    return tables


def listed(folder: Path) -> list[str]:
    """The names of its files, each as it was when copied."""
    try:
        files: dict[str, str] = json.loads((folder / MANIFEST).read_text())["files"]
    except (OSError, ValueError, KeyError) as error:
        raise CannotStart(
            f"In {folder} non c'è una copia completa: indicala con FROM.",
            f"There is no whole backup in {folder}: name its folder with FROM.",
        ) from error
    for name, known in files.items():
        if digest(folder / name) != known:
            raise CannotStart(
                f"Il file {name} della copia è rovinato.", f"The file {name} of the backup is damaged."
            )
    return list(files)


def openable(settings: Settings) -> None:
    if not os.environ.get(VARIABLE) and not (settings.secrets / "vault.key").exists():
        raise CannotStart(
            f"Manca la chiave che apre le chiavi: rimetti {settings.secrets / 'vault.key'}, poi riprova.",
            f"The key that opens the keys is missing: put {settings.secrets / 'vault.key'} back, then try again.",
        )


def put_back(folder: Path, data: Path, name: str) -> None:
    """Secrets that are still here stay; keys are not put back to an older state but joined, by the caller."""
    target = data / name
    if name == VAULT or name.startswith(schemas.FOLDER) or (name.startswith("secrets/") and target.exists()):
        return
    for log in (f"{name}-wal", f"{name}-shm"):
        (data / log).unlink(missing_ok=True)
    copy_file(folder / name, draft := target.with_name(f"{target.name}.back"))
    draft.replace(target)
    if name.endswith(".sqlite"):
        renew_epoch(target)


def renew_epoch(store: Path) -> bool:
    """Whether it has one.

    Who followed this store before follows it anew: positions of a lost tail mean other facts from now on.
    """
    with closing(sqlite3.connect(store)) as db, db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if {"meta", "stored_events"} <= tables:
            db.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", (uuid4().hex,))
        if {"node", "looks"} <= tables:
            db.execute("UPDATE node SET epoch = ?", (uuid4().hex,))
        return bool({"meta", "node"} & tables)


def keys_put_back(backup: Path, settings: Settings) -> None:
    """Joined with those still here, if any are: destroyed in one of them is destroyed."""
    beside = settings.data / "vault-back" / VAULT
    copy_file(backup, beside)
    keys = Keys(settings.data / VAULT, wrapping_key(settings.secrets), beside)
    joined = keys.copied()
    keys.close()
    shutil.rmtree(beside.parent)
    if not joined:
        raise CannotStart("Le chiavi della copia non si leggono.", "The keys of the backup cannot be read.")


if __name__ == "__main__":
    sys.exit(main())
