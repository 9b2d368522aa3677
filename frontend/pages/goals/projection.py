"""Goals and what each voice says about them; words and levels stay sealed."""

import sqlite3

from events.accompaniment.goal import GoalClosed, GoalReworded, GoalSet, LadderRated
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "goals",
    version=2,
    tables="""
    CREATE TABLE goals_goals (
        id TEXT PRIMARY KEY, dossier TEXT NOT NULL, person TEXT NOT NULL, wording TEXT NOT NULL,
        whose_wish TEXT NOT NULL, area TEXT NOT NULL, set_on TEXT NOT NULL, closed_on TEXT, outcome TEXT);
    CREATE TABLE goals_ratings (
        goal TEXT NOT NULL, n INTEGER NOT NULL, voice TEXT NOT NULL, level TEXT NOT NULL, actor TEXT NOT NULL,
        day TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (goal, n));
    """,
    indexes="CREATE INDEX goals_goals_dossier ON goals_goals (dossier);",
)


@projection.on(GoalSet)
def chosen(db: sqlite3.Connection, fact: GoalSet, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO goals_goals VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            recorded.stream, recorded.dossier, fact.person, keep(fact.wording), fact.whose_wish, fact.area,
            recorded.day,
        ),
    )  # fmt: skip


@projection.on(GoalReworded)
def reworded(db: sqlite3.Connection, fact: GoalReworded, recorded: Recorded) -> None:
    db.execute("UPDATE goals_goals SET wording = ? WHERE id = ?", (keep(fact.wording), recorded.stream))


@projection.on(LadderRated)
def rated(db: sqlite3.Connection, fact: LadderRated, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO goals_ratings VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.stream, recorded.stream_version, fact.voice, keep(fact.level), recorded.actor, recorded.day,
            recorded.occurred_at,
        ),
    )  # fmt: skip


@projection.on(GoalClosed)
def closed(db: sqlite3.Connection, fact: GoalClosed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE goals_goals SET closed_on = ?, outcome = ? WHERE id = ?",
        (fact.closed_on, fact.outcome, recorded.stream),
    )
