"""Writes an evidence pack: ``python -m deploy.evidence CASE OUT [--scope CATEGORY …]``, or of a funding line
``python -m deploy.evidence --line LINE OUT [--since DAY] [--until DAY]``.

CASE and LINE are codes (C-01) or ids; the days (ISO, the second exclusive) are else the line's own.
Reads the files of the house in CASA_DATA, running or stopped: a running house is covered up to its last
checkpoint, a stopped one to its last record.
"""

import argparse
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from deploy.evidence.opening import nothing, opener
from deploy.evidence.place import data_folder
from deploy.evidence.telling import told
from events.category import Category
from services.history.cases import UnknownCase, find
from services.history.evidence import NothingSigned, Order, Subject, pack
from services.history.funded import UnknownLine, find_line
from services.history.signing import key
from services.kernel import clock
from services.kernel.settings import Settings

Find = Callable[[sqlite3.Connection], Subject]


def main(arguments: list[str] | None = None) -> int:
    asked = options().parse_args(arguments)
    data = data_folder()
    try:
        content = written(data, lambda db: meant(db, asked), asked.scope)
    except (UnknownCase, UnknownLine) as error:
        return said(f"No such {'line' if asked.line else 'case'}. {error}", 1)
    except NothingSigned:
        return said("Nothing of it is signed yet: ask again in a minute, or after the house has stopped.", 1)
    asked.out.write_bytes(content)
    return said(f"{asked.out}: {len(content):,} bytes. Check it with: python verifica.py {asked.out}", 0)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make evidence")
    parser.add_argument("what", help="code (C-01) or id")
    parser.add_argument("--line", action="store_true", help="of a funding line, not of a case")
    parser.add_argument("--since", default="", type=a_day)
    parser.add_argument("--until", default="", type=a_day)
    parser.add_argument("out", type=Path)
    categories = [category.value for category in Category]
    parser.add_argument("--scope", nargs="*", default=[], choices=categories, help="shown in clear")
    return parser


def a_day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""


def meant(db: sqlite3.Connection, asked: argparse.Namespace) -> Subject:
    if not asked.line:
        return find(db, asked.what)
    today = clock.now().astimezone(ZoneInfo(Settings(data=data_folder()).zone)).date()
    return find_line(db, asked.what, asked.since, asked.until, today.isoformat())


def written(data: Path, find: Find, scope: list[str]) -> bytes:
    address = f"file:{data / 'history.sqlite'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)) as db:
        opening = opener(data) if scope else nothing
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        order = Order(find(db), scope, opening, moment, told)
        return pack(db, order, key(data / "secrets" / "history.key"))


def said(line: str, code: int) -> int:
    (sys.stderr if code else sys.stdout).write(f"{line}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
