"""An application that was sent: its receipt, where it stands, what comes next; answers anew, and withdrawing."""

from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from events.intake.application import WithdrawApplication
from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_
from frontend.labels import label
from frontend.pages.application import words
from frontend.pages.application.filling import Amended, amendment
from frontend.pages.application.prefilling import prefilled
from frontend.pages.application.queries import Application, application
from frontend.pages.application.reach import closed_to, reaches
from frontend.pages.call.queries import Call, call_of
from frontend.pages.matching.queries import candidate, open_proposals
from frontend.reader import Reader
from frontend.scope.persons import entries_of
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

STATUS = "pages/application/status.html"


class Withdrawal(Form):
    pass


@get("/domanda/{id:uuid}", opt={"can": "application.read"})
async def read(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    return await status(request, reader, db, id, None)


async def status(
    request: Asked, reader: Reader, db: Connection, id: UUID, form: Filled[Withdrawal] | None
) -> Response[Any]:
    it, call = known(db, reader, id)
    mine = it.applicant in entries_of(db, reader.person)
    # At an Info Point nobody is told who is proposed to whom.
    further = mine or reader.role is not Role.INFO_POINT
    proposed = open_proposals(db, entries_of(db, it.applicant)) if further else ()
    context = {
        "it": it,
        "call": call,
        "mine": mine,
        "closed": closed_to(reader, it),
        "open": changeable(it, call, reader.day),
        "steps": words.steps(),
        "step": words.reached(it, bool(proposed)),
        "proposed": proposed,
        "candidate": candidate(db, it.applicant) if further else None,
        "form": form or blank(Withdrawal),
        "dossier": id,
        "words": words,
        "code": code,
        "label": label,
    }
    return await show(request, reader, STATUS, context, "sheet")


@get("/domanda/{id:uuid}/risposte", opt={"can": "application.make"})
async def answers(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    return await answers_page(request, reader, db, id, None)


async def answers_page(
    request: Asked, reader: Reader, db: Connection, id: UUID, form: Filled[Amended] | None
) -> Response[Any]:
    it, call = known(db, reader, id)
    if not changeable(it, call, reader.day) and form is None:
        return Redirect(f"/domanda/{id}", status_code=303)
    mine = it.applicant in entries_of(db, reader.person)
    context = {"it": it, "call": call, "form": form or blank(Amended), "mine": mine, "prefilled": prefilled}
    return await show(request, reader, "pages/application/answers.html", context, "form")


@post("/domanda/{id:uuid}/risposte", opt={"can": "application.make"})
async def amend(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    it, _ = known(db, reader, id)
    form = await read_form(request, Amended)
    return await submit(
        request, reader, form, lambda typed: amendment(typed, id, it.call, it.applicant),
        back=f"/domanda/{id}", again=partial(answers_page, request, reader, db, id), done=N_("Risposte aggiornate."),
    )  # fmt: skip


@post("/domanda/{id:uuid}/ritiro", opt={"can": "application.make"})
async def withdraw(request: Asked, reader: AReader, db: Db, id: Id) -> Response[Any]:
    it, _ = known(db, reader, id)
    form = await read_form(request, Withdrawal)
    return await submit(
        request, reader, form, lambda _: WithdrawApplication(stream=id, dossier=id, applicant=it.applicant),
        back=f"/domanda/{id}", again=partial(status, request, reader, db, id), done=N_("Domanda ritirata."),
    )  # fmt: skip


def known(db: Connection, reader: Reader, id: UUID) -> tuple[Application, Call | None]:
    it = application(db, id)
    if it is None or not reaches(db, reader, it):
        raise NotFoundException
    return it, call_of(db, it.call)


def changeable(it: Application, call: Call | None, day: date) -> bool:
    """Until the call closes and somebody decides."""
    return it.standing == "submitted" and call is not None and call.open_on(day)


handlers = [read, answers, amend, withdraw]
