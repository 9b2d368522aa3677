"""GET /ambito: an auditor's own appointment, or all of them for who coordinates and makes them."""

from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post

from events.message import Command
from events.network.appointment import AppointAuditor, EndAppointment, EndReason
from events.role import Role
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.accounts.period import ONE
from frontend.pages.accounts.queries import lines
from frontend.pages.appointment.queries import Appointment, appointments, auditors, in_force
from frontend.pages.file.queries import cases
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit


class Appointed(Form):
    """All days included."""

    appointment: NewId
    person: UUID
    lines: tuple[UUID, ...] = ()
    cases: tuple[UUID, ...] = ()
    first: date
    last: date
    since: date
    end: date
    act: str


class Ended(Form):
    until: date
    reason: EndReason


@get("/ambito", opt={"can": "appointment.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    auditing = reader.role is Role.AUDITOR
    mine = in_force(db, reader.person, reader.day) if auditing else appointments(db)
    codes = {it.id: it.code for it in lines(db)} | {it.id: it.code for it in cases(db)}
    context = {
        "auditing": auditing,
        "appointments": [(it, scope(it, codes)) for it in mine],
        "lines": lines(db),
        "cases": cases(db),
        "auditors": auditors(db, reader.day),
        "form": form,
        "appointed": form if form and "act" in dict(form.typed.items()) else fresh(reader),
        "ending": blank(Ended, until=reader.day),
        "today": reader.day,
        "label": label,
    }
    return await show(request, reader, "pages/appointment/appointment.html", context, "sheet")


def scope(it: Appointment, codes: dict[UUID, str]) -> tuple[str, ...]:
    """Codes of what it is over; empty for everything."""
    return tuple(sorted(codes.get(each, "…") for each in it.scope))


def fresh(reader: Reader) -> Filled[Appointed]:
    return blank(Appointed, appointment=uuid7(), since=reader.day)


@post("/ambito", opt={"can": "appointment.make", "step_up": True})
async def appoint(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Appointed)

    def command(it: Appointed) -> Command:
        return AppointAuditor(
            stream=it.appointment, dossier=it.appointment, person=it.person, cases=it.cases, lines=it.lines,
            period_from=it.first, period_to=it.last, since=it.since, until=it.end + ONE, act=it.act,
        )  # fmt: skip

    again = partial(page, request, reader, db)
    return await submit(
        request, reader, form, command, back="/ambito", again=again, done=N_("Incarico dato.")
    )


@post("/ambito/{appointment:uuid}/fine", opt={"can": "appointment.make", "step_up": True})
async def end(request: Asked, reader: AReader, db: Db, appointment: Id) -> Response[Any]:
    form = await read_form(request, Ended)

    def command(it: Ended) -> Command:
        return EndAppointment(stream=appointment, dossier=appointment, until=it.until, reason=it.reason)

    again = partial(page, request, reader, db)
    return await submit(
        request, reader, form, command, back="/ambito", again=again, done=N_("Incarico finito.")
    )


handlers = [read, appoint, end]
