"""A minute before ringing the bell: what one must know of a home, and what in it asks for a decision."""

import sqlite3
from datetime import date, timedelta
from typing import Any

from events.accompaniment.goal import Area
from frontend.pages.case.queries import Case, Visits, visits
from frontend.pages.goals.queries import VOICES, goals_of
from frontend.pages.visit.choices import options, steps
from frontend.sentences import called, code

ENDS_SOON = timedelta(days=14)


def brief(db: sqlite3.Connection, case: Case, day: date) -> dict[str, Any]:
    goals = goals_of(db, case.dossier)
    found = visits(db, case.dossier, day)
    return {
        "visits": found,
        "together": called(*case.people),
        "goals": [it for it in goals if it.closed_on is None],
        "closed_goals": [
            (it, code("accompaniment", "outcome", it.outcome or "")) for it in goals if it.closed_on
        ],
        "phase": code("accompaniment", "phase", case.plan.phase or ""),
        "to_decide": to_decide(case, found, day),
        "steps": dict(steps()),
        "areas": dict(options("area", Area)),
        "wishes": {voice: code("accompaniment", "whose_wish", voice) for voice in VOICES},
    }


def to_decide(case: Case, found: Visits, day: date) -> list[str]:
    """Codes of what waits for someone's decision, most pressing first."""
    plan, due = case.plan, [] if case.closed else list(pressing(case, day))
    if plan.since is None or case.closed:
        return due
    if plan.phase is None:
        due.append("plan")
    if found.next is None and overdue(case, found, day):
        due.append("visit")
    return due


def pressing(case: Case, day: date) -> list[str]:
    soon = day + ENDS_SOON
    ends = case.pact.notice_ends
    trial = case.trial_until
    return [
        *(["notice"] if ends and day <= ends else []),
        *(["trial"] if trial and not case.active_since and trial <= soon else []),
        *(["signatures"] if case.pact.pending else []),
    ]


def overdue(case: Case, found: Visits, day: date) -> bool:
    """Whether the pace that was agreed asks for a visit in the coming days and none is planned."""
    pace = timedelta(days=case.plan.cadence_days or 14)
    last = found.last.happened_on if found.last else case.plan.since
    return last is not None and last + pace <= day + timedelta(days=7)
