"""/casi/{dossier}/piano: agree the pace; change the phase only with what shows that it is time."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from pydantic import Field

from events.accompaniment.plan import AgreePlan, ChangePhase, Phase, plan_of
from frontend import moments
from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, Form, blank, read_form
from frontend.i18n import N_, gettext
from frontend.pages.case.queries import Case, case, held
from frontend.pages.comparison.queries import version_of
from frontend.pages.goals.queries import open_goals
from frontend.pages.visit.choices import options
from frontend.reader import Reader
from frontend.sentences import Told, called
from frontend.showing import show
from frontend.submitting import submit

RECENT = 4
WEEK = 7


class Agreeing(Form):
    phase: Phase
    cadence_days: Annotated[int, Field(ge=1, le=180)]
    evidence: Annotated[tuple[UUID, ...], Field(max_length=20)] = ()
    reason: Annotated[str, Field(max_length=1000)] = ""


@get("/casi/{dossier:uuid}/piano", opt={"can": "plan.agree"})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post("/casi/{dossier:uuid}/piano", opt={"can": "plan.agree"})
async def agree(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    form = await read_form(request, Agreeing)
    again = partial(page, request, reader, db, dossier)
    make = partial(agreed, of(db, reader, dossier))
    return await submit(
        request, reader, form, make, back=f"/casi/{dossier}", again=again, done=N_("Piano concordato.")
    )


def agreed(found: Case, it: Agreeing) -> AgreePlan | ChangePhase:
    """Another phase needs evidence and a reason; another pace does not."""
    known = {"stream": plan_of(found.dossier), "dossier": found.dossier, "phase": it.phase}
    if found.plan.phase in (None, it.phase):
        return AgreePlan(**known, cadence_days=it.cadence_days)
    return ChangePhase(**known, cadence_days=it.cadence_days, evidence=it.evidence, reason=it.reason)


def of(db: Connection, reader: Reader, dossier: UUID) -> Case:
    found = case(db, dossier, reader.day)
    if found is None:
        raise NotFoundException
    return found


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Agreeing] | None
) -> Response[Any]:
    found = of(db, reader, dossier)
    now = {"phase": found.plan.phase or "settling-in", "cadence_days": found.plan.cadence_days or WEEK}
    context = {
        "it": found,
        "dossier": dossier,
        "form": form or blank(Agreeing, **now),
        "refused": bool(form and form.errors),
        "phases": options("phase", Phase),
        "evidence": evidence(db, found),
        "version": version_of(db, plan_of(dossier)),
    }
    return await show(request, reader, "pages/plan/plan.html", context, "form")


def evidence(db: Connection, found: Case) -> list[tuple[str, Told]]:
    """What may show that it is time: the last visits and the open goals."""
    visits = held(db, found.dossier)[-RECENT:]
    goals = open_goals(db, found.dossier)[: 7 - RECENT]
    return [
        *(
            (str(it.id), Told((gettext("Visita del %s") % moments.day(it.happened_on, "short"),)))
            for it in visits
        ),
        *(
            (str(it.id), Told((gettext("Obiettivo: "), it.wording, " · ", *called(it.person).parts)))
            for it in goals
        ),
    ]


handlers = [read, agree]
