"""`make backup TO=folder`: history, then the stores, then the keys, of a house that runs or is stopped."""

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from deploy import preflight
from deploy.keep import schemas
from deploy.keep.copying import copy_database, copy_file, digest
from deploy.preflight import CannotStart
from deploy.rebuild import lived_in
from services.kernel.secret_file import write_secret
from services.vault.opening import NAME as VAULT

MANIFEST = "backup.json"
# Whoever holds a backup must not hold the key that opens its keys: it is kept elsewhere, by another hand.
NEVER = ("vault.key", "vault.key.next", "first-run.json")


def main() -> int:
    """``python -m deploy.backup FOLDER``. CASA_DATA names the house."""
    data = Path(os.environ.get("CASA_DATA") or "var/casa")
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    folder = Path(given or f"var/backups/{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    try:
        files = backup(data, folder)
    except (CannotStart, OSError, sqlite3.Error) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(
        f"{len(files)} files in {folder}. secrets/vault.key is not among them: keep it elsewhere.\n"
    )
    return 0


def backup(data: Path, folder: Path) -> dict[str, str]:
    """File → SHA-256 of all that was copied; a folder without the list of them is no backup.

    Raises CannotStart, OSError, sqlite3.Error.
    """
    lived_in(data)
    settings = preflight.understood(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise CannotStart(f"La cartella {folder} non è vuota.", f"The folder {folder} is not empty.")
    made = {name: digest(folder / name) for name in copied(data, folder, settings.store)}
    told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "files": made}
    write_secret(folder / MANIFEST, json.dumps(told, indent=1).encode())
    return made


def copied(data: Path, folder: Path, store: str) -> Iterator[str]:
    """The history first: what it lacks it hears again. The keys last: no record has one that is not there."""
    for name in databases(data):
        if name == VAULT and store != "sqlite":
            yield from schemas.copied(store, folder)
        copy_database(data / name, folder / name)
        yield name
    for path in [*sorted((data / "secrets").iterdir()), *sorted(data.glob("demo.*"))]:
        if path.is_file() and path.name not in NEVER:
            name = str(path.relative_to(data))
            copy_file(path, folder / name)
            yield name


def databases(data: Path) -> list[str]:
    found = {path.name for path in data.glob("*.sqlite")}
    first = [name for name in ("history.sqlite",) if name in found]
    return [*first, *sorted(found - {"history.sqlite", VAULT}), *(found & {VAULT})]


if __name__ == "__main__":
    sys.exit(main())
