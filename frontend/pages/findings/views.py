"""GET /rilievi: what was found and answered; /rilievi/nuovo/{dossier}: a new one; answers and endings of each."""

from collections.abc import Callable
from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Any, Literal
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.message import Command
from events.network.claim import Figure
from events.network.finding import AnswerFinding, CloseFinding, Outcome, RaiseFinding
from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.accounts.period import ONE
from frontend.pages.findings.about import about, code_of, fields
from frontend.pages.findings.queries import findings
from frontend.reader import Reader
from frontend.scope.queries import dossier_of
from frontend.showing import show
from frontend.submitting import submit

Kind = Literal["case", "fact", "figure"]


class Raised(Form):
    """``last`` is the last day of the figure, included."""

    finding: NewId
    kind: Kind
    event: UUID | None = None
    figure: Figure | None = None
    first: date | None = None
    last: date | None = None
    text: str = Field(min_length=1, max_length=4000)


class Answered(Form):
    text: str = Field(min_length=1, max_length=4000)


class Closed(Form):
    outcome: Outcome


@get("/rilievi", opt={"can": "findings.read"})
async def index(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await everything(request, reader, db, None, None)


async def everything(
    request: Asked, reader: Reader, db: Connection, finding: UUID | None, form: Filled[Any] | None
) -> Response[Any]:
    mine = [it for it in findings(db) if reader.may("findings.read", it.dossier)]
    context = {
        "findings": [(it, about(db, reader, it)) for it in mine],
        "waiting": sum(it.state == ("answered" if reader.role is Role.AUDITOR else "open") for it in mine),
        "auditing": reader.role is Role.AUDITOR,
        "form": form,
        "came_back": finding,
        "fresh": {it.id: (blank(Answered), blank(Closed)) for it in mine},
        "label": label,
    }
    return await show(request, reader, "pages/findings/findings.html", context, "sheet")


@get("/rilievi/nuovo/{dossier:uuid}", opt={"can": "findings.raise"})
async def new(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = blank(Raised, finding=uuid7(), **fields(request.query_params))
    return await writing(request, reader, db, dossier, form)


async def writing(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Raised] | None
) -> Response[Any]:
    code = code_of(db, dossier)
    if code is None or form is None:
        raise NotFoundException
    context = {"form": form, "code": code, "dossier": dossier, "label": label}
    return await show(request, reader, "pages/findings/new.html", context, "sheet")


@post("/rilievi/nuovo/{dossier:uuid}", opt={"can": "findings.raise"})
async def raised(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, Raised)

    def command(it: Raised) -> Command:
        return RaiseFinding(
            stream=it.finding, dossier=dossier, kind=it.kind, event=it.event, figure=it.figure, since=it.first,
            until=it.last + ONE if it.last else None, text=it.text,
        )  # fmt: skip

    again = partial(writing, request, reader, db, dossier)
    done = N_("Rilievo lasciato. Chi coordina lo trova qui.")
    return await submit(request, reader, form, command, back="/rilievi", again=again, done=done)


@post("/rilievi/{finding:uuid}/risposte", opt={"can": "findings.answer"})
async def answer(request: Asked, reader: AReader, db: Db, finding: Id) -> Response[Any]:
    def command(it: Answered) -> Command:
        return AnswerFinding(stream=finding, dossier=dossier_of(db, finding), text=it.text)

    return await act(request, reader, db, finding, Answered, command, N_("Risposta mandata."))


@post("/rilievi/{finding:uuid}/chiusura", opt={"can": "findings.raise"})
async def close(request: Asked, reader: AReader, db: Db, finding: Id) -> Response[Any]:
    def command(it: Closed) -> Command:
        return CloseFinding(stream=finding, dossier=dossier_of(db, finding), outcome=it.outcome)

    return await act(request, reader, db, finding, Closed, command, N_("Rilievo chiuso."))


async def act(
    request: Asked, reader: Reader, db: Connection, finding: UUID, model: type[Form],
    command: Callable[[Any], Command], done: str,
) -> Response[Any]:  # fmt: skip
    form: Filled[Any] = await read_form(request, model)
    again = partial(everything, request, reader, db, finding)
    return await submit(request, reader, form, command, back="/rilievi", again=again, done=done)


handlers = [index, new, raised, answer, close]
