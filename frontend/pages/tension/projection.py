"""A tension as it stands: who has told a side (in boxes only the teller opens), the rules, the yeses, who was called."""

import json
import sqlite3

from events.envelope import Recorded
from events.pacts.tension import (
    MediationHeld,
    MediatorDismissed,
    MediatorInvited,
    SideTold,
    TensionClosed,
    TensionLetGo,
    TensionOpened,
    TrialRuleAccepted,
    TrialRuleAgreed,
    TrialRuleDropped,
    TrialRuleKept,
    TrialRuleProposed,
    TrialRuleRated,
)
from frontend.projecting import Projection, keep

projection = Projection(
    "tension",
    version=2,
    tables="""
    CREATE TABLE tension_talks (
        id TEXT PRIMARY KEY, home TEXT NOT NULL, opened TEXT NOT NULL, people TEXT NOT NULL, n INTEGER NOT NULL,
        outcome TEXT, closed TEXT);
    CREATE TABLE tension_sides (
        event TEXT PRIMARY KEY, tension TEXT NOT NULL, person TEXT NOT NULL, happened TEXT NOT NULL,
        need TEXT NOT NULL, at TEXT NOT NULL, cools_until TEXT);
    CREATE TABLE tension_rules (
        id TEXT PRIMARY KEY, tension TEXT NOT NULL, home TEXT NOT NULL, person TEXT NOT NULL, words TEXT NOT NULL,
        change TEXT, days INTEGER NOT NULL, n INTEGER NOT NULL, state TEXT NOT NULL, since TEXT, review TEXT,
        version INTEGER);
    CREATE INDEX tension_rules_tension ON tension_rules (tension, n);
    CREATE TABLE tension_yes (proposal TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (proposal, person));
    CREATE TABLE tension_ratings (
        proposal TEXT NOT NULL, person TEXT NOT NULL, verdict TEXT NOT NULL, PRIMARY KEY (proposal, person));
    CREATE TABLE tension_calls (
        tension TEXT NOT NULL, person TEXT NOT NULL, mediator TEXT NOT NULL, until TEXT NOT NULL,
        PRIMARY KEY (tension, person, mediator));
    CREATE TABLE tension_meetings (
        event TEXT PRIMARY KEY, tension TEXT NOT NULL, mediator TEXT NOT NULL, day TEXT NOT NULL);
    CREATE TABLE tension_let_go (tension TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (tension, person));
    """,
    indexes="""
    CREATE INDEX tension_talks_home ON tension_talks (home);
    CREATE INDEX tension_sides_of ON tension_sides (tension, person);
    CREATE INDEX tension_rules_home ON tension_rules (home);
    """,
)


@projection.on(TensionOpened)
def opened(db: sqlite3.Connection, fact: TensionOpened, recorded: Recorded) -> None:
    people = json.dumps([str(person) for person in fact.people])
    db.execute(
        "INSERT OR IGNORE INTO tension_talks VALUES (?, ?, ?, ?, ?, NULL, NULL)",
        (fact.tension, fact.cohabitation, fact.on, people, recorded.stream_version),
    )


@projection.on(TensionClosed)
def closed(db: sqlite3.Connection, fact: TensionClosed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE tension_talks SET outcome = ?, closed = ? WHERE id = ?", (fact.outcome, fact.on, fact.tension)
    )


@projection.on(SideTold)
def told(db: sqlite3.Connection, fact: SideTold, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR IGNORE INTO tension_sides VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.event_id, fact.tension, fact.person, keep(fact.happened), keep(fact.need),
            recorded.occurred_at, fact.cools_until,
        ),
    )  # fmt: skip


@projection.on(TrialRuleProposed)
def proposed(db: sqlite3.Connection, fact: TrialRuleProposed, recorded: Recorded) -> None:
    """It takes the place of what was proposed before, and proposing it is saying yes; nobody has let go any more."""
    db.execute(
        "UPDATE tension_rules SET state = 'replaced' WHERE tension = ? AND state = 'proposed'",
        (fact.tension,),
    )
    db.execute(
        "INSERT OR IGNORE INTO tension_rules VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'proposed', NULL, NULL, NULL)",
        (
            fact.proposal, fact.tension, recorded.dossier, fact.person, keep(fact.words), keep(fact.change),
            fact.days, recorded.stream_version,
        ),
    )  # fmt: skip
    db.execute("INSERT OR IGNORE INTO tension_yes VALUES (?, ?)", (fact.proposal, fact.person))
    db.execute("DELETE FROM tension_let_go WHERE tension = ?", (fact.tension,))


@projection.on(TrialRuleAccepted)
def accepted(db: sqlite3.Connection, fact: TrialRuleAccepted, recorded: Recorded) -> None:
    db.execute("INSERT OR IGNORE INTO tension_yes VALUES (?, ?)", (fact.proposal, fact.person))


@projection.on(TrialRuleAgreed)
def agreed(db: sqlite3.Connection, fact: TrialRuleAgreed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE tension_rules SET state = 'agreed', since = ?, review = ? WHERE id = ?",
        (fact.since, fact.review, fact.proposal),
    )


@projection.on(TrialRuleRated)
def rated(db: sqlite3.Connection, fact: TrialRuleRated, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR IGNORE INTO tension_ratings VALUES (?, ?, ?)", (fact.proposal, fact.person, fact.verdict)
    )


@projection.on(TrialRuleKept)
def kept(db: sqlite3.Connection, fact: TrialRuleKept, recorded: Recorded) -> None:
    db.execute(
        "UPDATE tension_rules SET state = 'kept', version = ? WHERE id = ?", (fact.version, fact.proposal)
    )


@projection.on(TrialRuleDropped)
def dropped(db: sqlite3.Connection, fact: TrialRuleDropped, recorded: Recorded) -> None:
    db.execute("UPDATE tension_rules SET state = 'dropped' WHERE id = ?", (fact.proposal,))


@projection.on(MediatorInvited)
def called(db: sqlite3.Connection, fact: MediatorInvited, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO tension_calls VALUES (?, ?, ?, ?)",
        (fact.tension, fact.person, fact.mediator, fact.until),
    )


@projection.on(MediatorDismissed)
def dismissed(db: sqlite3.Connection, fact: MediatorDismissed, recorded: Recorded) -> None:
    db.execute(
        "DELETE FROM tension_calls WHERE tension = ? AND person = ? AND mediator = ?",
        (fact.tension, fact.person, fact.mediator),
    )


@projection.on(MediationHeld)
def held(db: sqlite3.Connection, fact: MediationHeld, recorded: Recorded) -> None:
    db.execute(
        "INSERT OR IGNORE INTO tension_meetings VALUES (?, ?, ?, ?)",
        (recorded.event_id, fact.tension, fact.mediator, fact.on),
    )


@projection.on(TensionLetGo)
def let_go(db: sqlite3.Connection, fact: TensionLetGo, recorded: Recorded) -> None:
    db.execute("INSERT OR IGNORE INTO tension_let_go VALUES (?, ?)", (fact.tension, fact.person))
