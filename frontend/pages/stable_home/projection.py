"""A life project as it stands: the last wish of each voice, conditions met, versions, who follows it."""

import sqlite3

from events.accompaniment.life_project import (
    ConditionMet,
    LifeProjectApproved,
    ReferenteAppointed,
    StableHomeAllowed,
    WishRecorded,
)
from events.envelope import Recorded
from frontend.projecting import Projection, keep

projection = Projection(
    "stable_home",
    version=1,
    tables="""
    CREATE TABLE stable_home_wishes (
        person TEXT NOT NULL, voice TEXT NOT NULL, words TEXT NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (person, voice));
    CREATE TABLE stable_home_conditions (
        person TEXT NOT NULL, condition TEXT NOT NULL, edition TEXT NOT NULL, evidence TEXT NOT NULL,
        day TEXT NOT NULL, PRIMARY KEY (person, condition));
    CREATE TABLE stable_home_projects (
        person TEXT PRIMARY KEY, version INTEGER, review_by TEXT, referente TEXT, allowed_on TEXT);
    """,
)


@projection.on(WishRecorded)
def wished(db: sqlite3.Connection, fact: WishRecorded, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO stable_home_wishes VALUES (?, ?, ?, ?)",
        (fact.person, fact.voice, keep(fact.words), recorded.day),
    )


@projection.on(ConditionMet)
def met(db: sqlite3.Connection, fact: ConditionMet, recorded: Recorded) -> None:
    db.execute(
        "REPLACE INTO stable_home_conditions VALUES (?, ?, ?, ?, ?)",
        (fact.person, fact.condition, fact.edition, " ".join(map(str, fact.evidence)), recorded.day),
    )


@projection.on(LifeProjectApproved)
def approved(db: sqlite3.Connection, fact: LifeProjectApproved, recorded: Recorded) -> None:
    know(db, fact.person, version=fact.version, review_by=fact.review_by)


@projection.on(ReferenteAppointed)
def appointed(db: sqlite3.Connection, fact: ReferenteAppointed, recorded: Recorded) -> None:
    know(db, fact.person, referente=fact.referente)


@projection.on(StableHomeAllowed)
def allowed(db: sqlite3.Connection, fact: StableHomeAllowed, recorded: Recorded) -> None:
    know(db, fact.person, allowed_on=recorded.day)


def know(db: sqlite3.Connection, person: object, **known: object) -> None:
    names = ", ".join(f"{name} = :{name}" for name in known)
    db.execute("INSERT OR IGNORE INTO stable_home_projects (person) VALUES (?)", (person,))
    db.execute(f"UPDATE stable_home_projects SET {names} WHERE person = :person", {"person": person, **known})
