"""Candidates, rounds with their pairs, and proposals as far as they have come."""

import json
import sqlite3
from datetime import UTC

from events.envelope import Recorded
from events.matching.candidate import CandidateDescribed, CandidateEntered, CandidateStoodDown
from events.matching.proposal import (
    ContactsDisclosed,
    MatchDecided,
    MatchDropped,
    MeetingHeld,
    PartyAnswered,
    ProposalMade,
)
from events.matching.round import CandidatesEvaluated
from frontend.projecting import Projection, keep

projection = Projection(
    "matching",
    version=1,
    tables="""
    CREATE TABLE matching_candidates (
        person TEXT PRIMARY KEY, call TEXT, application TEXT, waiting INTEGER NOT NULL, since TEXT,
        edition INTEGER NOT NULL DEFAULT 0, profile TEXT, reason TEXT);
    CREATE TABLE matching_rounds (
        id TEXT PRIMARY KEY, call TEXT NOT NULL, rule_version TEXT NOT NULL, at TEXT NOT NULL,
        actor TEXT NOT NULL, considered TEXT NOT NULL);
    CREATE TABLE matching_pairs (
        round TEXT NOT NULL, n INTEGER NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL,
        for_one TEXT NOT NULL, for_other TEXT NOT NULL, vetoed_by TEXT NOT NULL, PRIMARY KEY (round, n))
        WITHOUT ROWID;
    CREATE TABLE matching_proposals (
        id TEXT PRIMARY KEY, home TEXT NOT NULL, round TEXT NOT NULL, made_on TEXT NOT NULL,
        since TEXT NOT NULL, until TEXT, overrides TEXT NOT NULL, met_on TEXT,
        disclosed INTEGER NOT NULL DEFAULT 0, decided_at TEXT, decided_by TEXT, decision TEXT,
        cohabitation TEXT, dropped_on TEXT, drop_reason TEXT);
    CREATE TABLE matching_parties (
        proposal TEXT NOT NULL, person TEXT NOT NULL, n INTEGER NOT NULL, explanation TEXT NOT NULL,
        answer TEXT, reason TEXT, PRIMARY KEY (proposal, person)) WITHOUT ROWID;
    """,
    indexes="""
    CREATE INDEX matching_parties_person ON matching_parties (person);
    CREATE INDEX matching_candidates_waiting ON matching_candidates (since, person) WHERE waiting;
    CREATE INDEX matching_rounds_at ON matching_rounds (at DESC, id);
    """,
)


@projection.on(CandidateEntered)
def entered(db: sqlite3.Connection, fact: CandidateEntered, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO matching_candidates (person, call, application, waiting, since) VALUES (?1, ?2, ?3, 1, ?4)"
        " ON CONFLICT DO UPDATE SET call = ?2, application = ?3, waiting = 1, since = ?4, reason = NULL",
        (fact.person, fact.call, fact.application, recorded.day),
    )


@projection.on(CandidateDescribed)
def described(db: sqlite3.Connection, fact: CandidateDescribed, recorded: Recorded) -> None:
    db.execute(
        "UPDATE matching_candidates SET edition = ?, profile = ? WHERE person = ?",
        (fact.edition, keep(fact.profile), fact.person),
    )


@projection.on(CandidateStoodDown)
def stood_down(db: sqlite3.Connection, fact: CandidateStoodDown, recorded: Recorded) -> None:
    db.execute(
        "UPDATE matching_candidates SET waiting = 0, reason = ? WHERE person = ?", (fact.reason, fact.person)
    )


@projection.on(CandidatesEvaluated)
def evaluated(db: sqlite3.Connection, fact: CandidatesEvaluated, recorded: Recorded) -> None:
    considered = json.dumps({str(it.person): it.edition for it in fact.considered})
    db.execute(
        "INSERT INTO matching_rounds VALUES (?, ?, ?, ?, ?, ?)",
        (
            recorded.stream,
            recorded.dossier,
            fact.rule_version,
            recorded.occurred_at.astimezone(UTC),
            recorded.actor,
            considered,
        ),
    )
    db.executemany(
        "INSERT INTO matching_pairs VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (recorded.stream, n, it.one, it.other, keep(it.for_one), keep(it.for_other), spaced(it.vetoed_by))
            for n, it in enumerate(fact.pairs)
        ],
    )


@projection.on(ProposalMade)
def proposed(db: sqlite3.Connection, fact: ProposalMade, recorded: Recorded) -> None:
    db.execute(
        "INSERT INTO matching_proposals (id, home, round, made_on, since, until, overrides)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.stream, fact.home, fact.round, fact.made_on, fact.since, fact.until,
            json.dumps([keep(it) for it in fact.overrides]),
        ),
    )  # fmt: skip
    db.executemany(
        "INSERT INTO matching_parties (proposal, person, n, explanation) VALUES (?, ?, ?, ?)",
        [
            (recorded.stream, person, n, keep(explanation))
            for n, (person, explanation) in enumerate(zip(fact.pair, fact.explanations, strict=True))
        ],
    )


@projection.on(MeetingHeld)
def met(db: sqlite3.Connection, fact: MeetingHeld, recorded: Recorded) -> None:
    db.execute("UPDATE matching_proposals SET met_on = ? WHERE id = ?", (fact.day, recorded.stream))


@projection.on(PartyAnswered)
def answered(db: sqlite3.Connection, fact: PartyAnswered, recorded: Recorded) -> None:
    db.execute(
        "UPDATE matching_parties SET answer = ?, reason = ? WHERE proposal = ? AND person = ?",
        (fact.answer, keep(fact.reason), recorded.stream, fact.party),
    )


@projection.on(ContactsDisclosed)
def disclosed(db: sqlite3.Connection, fact: ContactsDisclosed, recorded: Recorded) -> None:
    db.execute("UPDATE matching_proposals SET disclosed = 1 WHERE id = ?", (recorded.stream,))


@projection.on(MatchDecided)
def decided(db: sqlite3.Connection, fact: MatchDecided, recorded: Recorded) -> None:
    db.execute(
        "UPDATE matching_proposals SET decided_at = ?, decided_by = ?, decision = ?, cohabitation = ?"
        " WHERE id = ?",
        (
            recorded.occurred_at.astimezone(UTC),
            fact.decided_by,
            keep(fact.reason),
            fact.cohabitation,
            recorded.stream,
        ),
    )


@projection.on(MatchDropped)
def dropped(db: sqlite3.Connection, fact: MatchDropped, recorded: Recorded) -> None:
    db.execute(
        "UPDATE matching_proposals SET dropped_on = ?, drop_reason = ? WHERE id = ?",
        (fact.dropped_on, fact.reason, recorded.stream),
    )


def spaced(ids: tuple[object, ...]) -> str:
    return " ".join(map(str, ids))
