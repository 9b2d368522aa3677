"""Questions about looks with their answers, and when and why a glass was broken. Looks themselves are not kept here."""

import sqlite3

from events.accompaniment.glass import GlassBroken
from events.accompaniment.look import LookAnswered, LookQuestioned
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "looks",
    version=1,
    tables="""
    CREATE TABLE looks_questions (
        stream TEXT PRIMARY KEY, look TEXT NOT NULL, person TEXT NOT NULL, reader TEXT NOT NULL, role TEXT NOT NULL,
        categories TEXT NOT NULL, page TEXT NOT NULL, at TEXT NOT NULL, text TEXT, asked_at TEXT NOT NULL);
    CREATE TABLE looks_answers (
        stream TEXT PRIMARY KEY, text TEXT NOT NULL, answered_by TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE looks_glass (
        stream TEXT PRIMARY KEY, person TEXT NOT NULL, ground TEXT NOT NULL, from_at TEXT NOT NULL,
        until_at TEXT NOT NULL);
    """,
    indexes="""
    CREATE INDEX looks_questions_person ON looks_questions (person);
    CREATE INDEX looks_glass_person ON looks_glass (person);
    """,
)


@projection.on(LookQuestioned)
def asked(db: sqlite3.Connection, fact: LookQuestioned, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO looks_questions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.stream, fact.look, fact.person, fact.reader, fact.role, " ".join(fact.categories), fact.page,
            fact.at, keep(fact.text), recorded.occurred_at,
        ),
    )  # fmt: skip


@projection.on(LookAnswered)
def answered(db: sqlite3.Connection, fact: LookAnswered, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO looks_answers VALUES (?, ?, ?, ?)",
        (recorded.stream, keep(fact.text), recorded.actor, recorded.occurred_at),
    )


@projection.on(GlassBroken)
def broken(db: sqlite3.Connection, fact: GlassBroken, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO looks_glass VALUES (?, ?, ?, ?, ?)",
        (recorded.stream, fact.person, fact.ground, fact.from_at, fact.until_at),
    )
