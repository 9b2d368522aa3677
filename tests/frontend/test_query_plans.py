"""No question of a page grows with the whole history: each statement of the web node is planned by SQLite itself.

What a function puts together from its own arguments cannot be read here; such statements are counted below.
"""

import ast
import importlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontend import tables
from frontend.pages import projections

ROOT = Path(__file__).parents[2]
ASKS = re.compile(r"\s*(select|with|update|delete|insert|replace)", re.IGNORECASE)
# Registers grow with the town and are shown or searched whole; the rest of this list is kept short by its own rules.
REGISTERS = {
    "accounts_lines", "appointment_made", "call_calls", "case_cohabitations", "case_homes", "case_organisations",
    "file_applications", "file_cases", "findings_raised", "guide_editions", "guide_entries", "homes_cohabitations",
    "homes_homes", "looks_questions", "matching_proposals", "needs_themes", "network_districts",
    "network_organisations", "network_people", "network_points", "nights_books", "outside_login_of", "pact_names",
    "parked", "persons", "recovery_open", "tablet_devices", "unreadable",
}  # fmt: skip
ASSEMBLED = 32


@dataclass(frozen=True)
class Said:
    where: str
    sql: str


@pytest.fixture(scope="module")
def statements() -> tuple[list[Said], list[str]]:
    """Those that can be read, and where one cannot."""
    read: list[Said] = []
    unread: list[str] = []
    for file in sorted((ROOT / "frontend").rglob("*.py")):
        for where, found in executed(file):
            if found is None:
                unread.append(where)
            elif ASKS.match(found):
                read.append(Said(where, found))
    return read, unread


def executed(file: Path) -> Iterator[tuple[str, str | None]]:
    path = file.relative_to(ROOT)
    if (
        "node_modules" in path.parts
        or path.parts[1] == "looks"
        or ".execute" not in (text := file.read_text())
    ):
        return  # frontend/looks keeps a ledger of its own beside the read model
    known = vars(importlib.import_module(".".join(path.with_suffix("").parts)))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("execute", "executemany"):
            yield f"{path}:{node.lineno}", written(node.args[0], known)


def written(said: ast.expr, known: dict[str, object]) -> str | None:
    try:
        return str(eval(compile(ast.Expression(said), "statement", "eval"), dict(known)))
    except NameError:
        return None


def planned(db: sqlite3.Connection, sql: str) -> Iterator[tuple[str, str]]:
    """Table → step, for each table that is read from end to end; a partial index, or the first few, is no such."""
    named = set(re.findall(r":([a-z_]+)", sql))
    numbered = [int(it) for it in re.findall(r"\?(\d+)", sql)]
    many = max(numbered) if numbered else sql.count("?")
    steps = db.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(named) if named else [None] * many)
    partial = {
        row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%INDEX%)%WHERE %'")
    }
    own = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for step in [row[3] for row in steps if row[3].startswith("SCAN ")]:
        name, *rest = step.split()[1:]
        index = rest[-1] if "INDEX" in rest else ""
        table = next((it for it in re.findall(rf"(\w+)(?: AS)? {name}\b", sql) if it in own), name)
        if table in own and index not in partial and not (index and " LIMIT " in sql):
            yield table, step


def test_a_page_never_reads_a_growing_table_from_end_to_end(statements):
    with_indexes = sqlite3.connect(":memory:")
    tables.create(with_indexes, projections())
    tables.index(with_indexes, projections())

    found = {(it.where, table) for it in statements[0] for table, _ in planned(with_indexes, it.sql)}

    assert [it for it in sorted(found) if it[1] not in REGISTERS] == []
    assert len(statements[0]) > 400


def test_a_rebuild_finds_its_rows_before_the_indexes_are_made(statements):
    bare = sqlite3.connect(":memory:")
    tables.create(bare, projections())
    at_work = [it for it in statements[0] if it.where.split(":")[0].endswith("projection.py")]

    found = {(it.where, table) for it in at_work for table, _ in planned(bare, it.sql)}

    assert [it for it in sorted(found) if it[1] not in REGISTERS] == []
    assert len(at_work) > 200


def test_few_statements_are_put_together_where_they_are_asked(statements):
    assert len(statements[1]) <= ASSEMBLED, statements[1]
