"""A new wrapping key: every key is wrapped anew, then the old one is overwritten. It may be cut off anywhere."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID

from events.category import Category
from services.kernel.database import opened
from services.kernel.sealing import binary
from services.kernel.secret_file import sync, write_secret
from services.vault.scope import Wanted, bound
from services.vault.tables import SCHEMA, SELECT
from services.vault.wrapping import SIZE, VARIABLE, WrongWrappingKey, unwrap, wrap, wrapping_key

NEXT = f"{VARIABLE}_NEXT"


def rotate(secrets: Path, files: Sequence[Path]) -> int:
    """How many keys were wrapped anew. Where the wrapping key is in the environment, so must the next one be.

    Raises KeyError without it, WrongWrappingKey, sqlite3.Error.
    """
    if os.environ.get(VARIABLE):
        return rewrap_all(files, wrapping_key(secrets), binary(os.environ["CASA_VAULT_KEY_NEXT"]))
    wrapping_key(secrets)
    if not (secrets / "vault.key.next").exists():
        write_secret(secrets / "vault.key.next", os.urandom(SIZE))
    return finish(secrets, files)


def finish(secrets: Path, files: Sequence[Path]) -> int:
    """Nothing to do unless a next key waits in ``secrets``: it is only put there to be finished."""
    old, new = secrets / "vault.key", secrets / "vault.key.next"
    if not new.exists():
        return 0
    many = rewrap_all(files, old.read_bytes(), new.read_bytes())
    overwrite(old)
    new.replace(old)
    sync(secrets)
    return many


def rewrap_all(files: Sequence[Path], old: bytes, new: bytes) -> int:
    return max(rewrap(path, old, new) for path in files)


def rewrap(path: Path, old: bytes, new: bytes) -> int:
    """Of one file, all or none; what the next key opens already is left as it is."""
    with closing(opened(path, SCHEMA)) as db:
        db.execute("BEGIN IMMEDIATE")
        with db:
            rows = db.execute(f"{SELECT} WHERE destroyed_at IS NULL").fetchall()
            for row in rows:
                db.execute("UPDATE keys SET wrapped = ? WHERE id = ?", (rewrapped(row, old, new), row[0]))
        forget_before(db)
    return len(rows)


def rewrapped(row: tuple[bytes, bytes, bytes, str, bytes, str | None], old: bytes, new: bytes) -> bytes:
    key_id, owner, dossier, category, wrapped, _ = row
    wanted = Wanted(owner=UUID(bytes=owner), dossier=UUID(bytes=dossier), category=Category(category))
    place = bound(UUID(bytes=key_id), wanted)
    try:
        unwrap(wrapped, place, new)
    except WrongWrappingKey:
        return wrap(unwrap(wrapped, place, old), place, new)
    return wrapped


def forget_before(db: sqlite3.Connection) -> None:
    """No page keeps a key as it was wrapped before."""
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def overwrite(secret: Path) -> None:
    """In place, so that the bytes are gone where the disk writes in place."""
    with secret.open("r+b") as file:
        file.write(bytes(secret.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
