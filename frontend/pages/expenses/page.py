"""The account as one of the home sees it: who owes whom, and what is behind it."""

from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response

from events.pacts.balance import Owed
from frontend.asked import Asked
from frontend.forms import Filled, blank, came_back
from frontend.ids import uuid7
from frontend.pages.expenses.forms import Spent
from frontend.pages.expenses.queries import Account, account
from frontend.pages.turns.marking import home_of
from frontend.reader import Reader
from frontend.scope.queries import members_of
from frontend.sentences import code
from frontend.showing import show


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    home = home_of(reader)
    known = account(db, home)
    context = {
        "dossier": home, "account": known, "debt": mine(known, reader.person), "people": people(db, reader, known),
        "form": form, "spending": came_back(form, "label") or blank(Spent, entry=uuid7()), "new_id": uuid7,
        "refused": bool(form and form.errors), "why": why, "month": reader.day,
    }  # fmt: skip
    return await show(request, reader, "pages/expenses/expenses.html", context, "account")


def mine(known: Account, me: UUID) -> Owed | None:
    """What I owe, else what I am owed."""
    debts = [it for it in known.debts if me in (it.debtor, it.creditor)]
    return next(iter(sorted(debts, key=lambda it: it.debtor != me)), None)


def people(db: Connection, reader: Reader, known: Account) -> list[tuple[UUID, int]]:
    """Everyone who lives there or still has something open, in a constant order."""
    there = members_of(db, home_of(reader), reader.day)
    everyone = dict.fromkeys((*there, *(it for it, cents in known.balance.items() if cents)))
    return [(it, known.balance.get(it, 0)) for it in everyone]


def why(reason: str) -> str:
    return code("pacts", "reason", reason)
