"""POST /visite/{visit}/conferma: a resident's PIN, typed on the operator's phone, looked at here and nowhere else."""

from dataclasses import replace
from functools import partial
from typing import Any

from litestar import Response, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import Filled, Texts, read_form
from frontend.i18n import N_, gettext
from frontend.node import node_of
from frontend.pages.visit import forms as ask
from frontend.pages.visit.page import page
from frontend.pages.visit.queries import Visit, visit
from frontend.signing_in.pins import tried
from frontend.submitting import submit, unanswered

DONE = N_("Confermata da chi abita qui.")
WRONG = {
    "wrong": N_("Il PIN non è giusto. La visita resta: riprova, o scrivi perché manca la conferma."),
    "locked": N_("Questo PIN è bloccato. La visita resta: scrivi perché manca la conferma."),
    "none": N_("Questa persona non ha ancora un PIN. Può confermare dal suo telefono."),
}


@post("/visite/{visit_id:uuid}/conferma", opt={"can": "visit.write", "field": True})
async def confirm(request: Asked, reader: AReader, db: Db, visit_id: Id) -> Response[Any]:
    form = await read_form(request, ask.Confirming)
    found = visit(db, visit_id)
    if found is None:
        raise NotFoundException
    again = partial(page, request, reader, db, visit_id, "confirming")
    try:
        form = form if form.errors else await looked_at(request, found, form)
    except Unreachable:
        return await unanswered(request, form, again)
    return await submit(
        request, reader, form, partial(ask.confirm, found), back=f"/visite/{visit_id}", again=again, done=DONE
    )


async def looked_at(request: Asked, found: Visit, form: Filled[ask.Confirming]) -> Filled[ask.Confirming]:
    """The form with its fault, and never with its digits: they go no further than here."""
    without = Texts({**dict(form.typed.items()), "pin": ""}, "")
    if form.valid.person not in found.people:
        return replace(form, typed=without)
    answer = await tried(node_of(request), form.valid.person, form.valid.pin)
    if answer == "right":
        return replace(form, typed=without)
    return replace(form, typed=without, errors=Texts({"pin": gettext(WRONG[answer])}, None), status=422)


handlers = [confirm]
