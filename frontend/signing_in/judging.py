"""Whether a session still stands: each request is judged by what is known of its person now."""

import sqlite3
from contextlib import suppress
from datetime import date

from events.role import Role
from frontend.bus import Unreachable
from frontend.node import Node
from frontend.pages.access.queries import disposed, ended_at
from frontend.pages.recovery.queries import done_at
from frontend.readmodel import Preparing
from frontend.scope.persons import entries_of
from frontend.scope.queries import VALID
from frontend.session import Session
from frontend.signing_in.lasting import STAFF

KINDS = {Role.COHABITANT: ("membership",), Role.FAMILY: ("relation", "power", "share")}


async def judged(node: Node, session: Session | None) -> Session | None:
    """The session, or None once it is over: it is then closed for all nodes, and the phone is told."""
    if session is None:
        return None
    try:
        why = over(node.readmodel.connection(), session, node.today())
    except Preparing:
        return session
    if not why:
        return session
    with suppress(Unreachable):  # here it is over all the same, and judged so again
        await node.sessions.close(session, why)
    return None


def over(db: sqlite3.Connection, session: Session, day: date) -> str:
    """Why: `device`, `erased` or `role`; empty while it goes on."""
    ended = ended_at(db, session.device) if session.device else None
    again = done_at(db, session.person)
    if (ended and session.created <= ended) or (again and session.created <= again):
        return "device"
    if disposed(db, session.person):
        return "erased"
    return "role" if lost(db, session, day) else ""


def lost(db: sqlite3.Connection, session: Session, day: date) -> bool:
    """A role that was held and is held no more. What nobody gave, nobody takes: who applied stays who they are.

    Who acts for another is told on their own page that a power has ended.
    """
    kinds = ("role",) if session.role in STAFF else KINDS.get(session.role, ())
    if not kinds or session.on_behalf_of:
        return False
    known = [held for kind in kinds for held in ever_held(db, session, kind, day)]
    return bool(known) and not any(known)


def ever_held(db: sqlite3.Connection, session: Session, kind: str, day: date) -> list[bool]:
    """Each standing of that kind and role, begun by that day: whether it holds."""
    rows = [
        row
        for entry in entries_of(db, session.person)
        for row in db.execute(
            f"SELECT {VALID} AS holds FROM scope_standings WHERE person = :person AND kind = :kind"
            " AND role = :role AND since <= :day",
            {"person": entry, "kind": kind, "role": session.role, "day": day},
        )
    ]
    return [bool(row["holds"]) for row in rows]
