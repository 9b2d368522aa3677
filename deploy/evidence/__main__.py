"""Writes the evidence pack of a case: ``python -m deploy.evidence CASE OUT [--scope CATEGORY …]``.

CASE is its code (C-01) or id. Reads the files of the house in CASA_DATA, running or stopped: a running house
is covered up to its last checkpoint, a stopped one to its last record.
"""

import argparse
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from deploy.evidence.opening import nothing, opener
from deploy.evidence.place import data_folder
from deploy.evidence.telling import told
from events.category import Category
from services.history.cases import UnknownCase, find
from services.history.evidence import NothingSigned, Order, pack
from services.history.signing import key


def main(arguments: list[str] | None = None) -> int:
    asked = options().parse_args(arguments)
    data = data_folder()
    try:
        content = written(data, asked.case, asked.scope)
    except UnknownCase as error:
        return said(f"No such case. {error}", 1)
    except NothingSigned:
        return said(
            "Nothing of this case is signed yet: ask again in a minute, or after the house has stopped.", 1
        )
    asked.out.write_bytes(content)
    return said(f"{asked.out}: {len(content):,} bytes. Check it with: python verifica.py {asked.out}", 0)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make evidence")
    parser.add_argument("case", help="code (C-01) or id")
    parser.add_argument("out", type=Path)
    categories = [category.value for category in Category]
    parser.add_argument("--scope", nargs="*", default=[], choices=categories, help="shown in clear")
    return parser


def written(data: Path, case: str, scope: list[str]) -> bytes:
    address = f"file:{data / 'history.sqlite'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)) as db:
        opening = opener(data) if scope else nothing
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        order = Order(find(db, case), scope, opening, moment, told)
        return pack(db, order, key(data / "secrets" / "history.key"))


def said(line: str, code: int) -> int:
    (sys.stderr if code else sys.stdout).write(f"{line}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
