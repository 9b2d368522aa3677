"""One's own proposals. The other person's side of them never leaves the queries."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect
from pydantic import Field

from events.matching.proposal import AnswerProposal
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.kept import Kept
from frontend.labels import label
from frontend.pages.homes.queries import Home, home_of
from frontend.pages.matching.explaining import explain
from frontend.pages.matching.queries import Proposal, candidate, of_person, proposal_of
from frontend.reader import Reader
from frontend.scope.persons import Person, entries_of, persons
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit


class Answer(Form):
    answer: Literal["yes", "no"]
    reason: Annotated[str, Field(max_length=500)] = ""


@dataclass(frozen=True)
class Mine:
    """My side alone: what I would find, what I said. ``contact`` only once both have said yes."""

    id: UUID
    home: UUID
    since: date
    until: date | None
    explanation: Kept
    answer: str | None
    reason: Kept | None
    met_on: date | None
    open: bool
    decided: bool
    cohabitation: UUID | None
    contact: Person | None


@get("/proposta", opt={"can": "proposal.mine"})
async def landing(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """The open one, if there is just one; else what to expect."""
    entries = entries_of(db, reader.person)
    found = of_person(db, entries)
    open_ones = [it for it in found if it.open]
    if len(open_ones) == 1:
        return Redirect(f"/proposte/{open_ones[0].id}", status_code=303)
    context = {
        "proposals": [mine(db, it, entries) for it in found],
        "homes": {it.home: home_of(db, it.home) for it in found},
        "candidate": candidate(db, reader.person),
    }
    return await show(request, reader, "pages/proposal/none.html", context)


@get("/proposte/{proposal:uuid}", opt={"can": "proposal.read"})
async def read(request: Asked, reader: AReader, db: Db, proposal: Id) -> Response[Any]:
    return await page(request, reader, db, proposal, None)


async def page(
    request: Asked, reader: Reader, db: Connection, proposal: UUID, form: Filled[Answer] | None
) -> Response[Any]:
    it, _ = known(db, reader, proposal)
    home: Home | None = home_of(db, it.home)
    context = {
        "it": it,
        "place": home and {"name": home.name, "district": home.district, "rooms": home.rooms,
                           "accessibility": home.accessibility},
        "form": form or blank(Answer, **({"answer": it.answer} if it.answer else {})),
        "explain": explain,
        "code": code,
        "label": label,
    }  # fmt: skip
    return await show(request, reader, "pages/proposal/proposal.html", context, "sheet")


@post("/proposte/{proposal:uuid}/risposta", opt={"can": "proposal.answer"})
async def answer(request: Asked, reader: AReader, db: Db, proposal: Id) -> Response[Any]:
    it, party = known(db, reader, proposal)
    form = await read_form(request, Answer)
    return await submit(
        request, reader, form,
        lambda said: AnswerProposal(stream=it.id, dossier=it.home, party=party, answer=said.answer, reason=said.reason),
        back=f"/proposte/{proposal}", again=partial(page, request, reader, db, proposal),
        done=N_("Abbiamo la tua risposta."),
    )  # fmt: skip


def known(db: Connection, reader: Reader, proposal: UUID) -> tuple[Mine, UUID]:
    """Raises NotFoundException for a proposal one is no party of, also where the guard let one through."""
    it = proposal_of(db, proposal)
    entries = entries_of(db, reader.person)
    party = it.party(entries) if it else None
    if it is None or party is None:
        raise NotFoundException
    return mine(db, it, entries), party.person


def mine(db: Connection, it: Proposal, entries: tuple[UUID, ...]) -> Mine:
    party = it.party(entries)
    assert party is not None
    other = it.other(party).person
    return Mine(
        id=it.id, home=it.home, since=it.since, until=it.until, explanation=party.explanation,
        answer=party.answer, reason=party.reason, met_on=it.met_on, open=it.open,
        decided=it.decided_at is not None, cohabitation=it.cohabitation,
        contact=persons(db, [other]).get(other) if it.disclosed else None,
    )  # fmt: skip


handlers = [landing, read, answer]
