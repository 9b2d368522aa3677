"""When a page cannot be given: a designed page or block that says what to do, never a stack trace."""

import sqlite3
import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, NotFoundException
from litestar.response import Redirect

from frontend import i18n
from frontend.acting import NoPowerToday
from frontend.bus import Unreachable
from frontend.csrf import NotFromHere
from frontend.guard import NotSignedIn
from frontend.i18n import gettext
from frontend.mailbox.admission import OtherForm
from frontend.readmodel import Preparing
from frontend.signing_in.step_up import StepUpNeeded
from frontend.templating import page
from frontend.urlencoded import NotAForm

log = structlog.get_logger()

AnyRequest = Request[Any, Any, Any]


def problem(request: AnyRequest, status: int, headers: Mapping[str, str] | None = None) -> Response[str]:
    """The same bytes for the same status: a page that is not yours cannot be told from one that is not there."""
    i18n.use(request.scope["state"].get("locale") or request.cookies.get("lingua") or "it")
    title, words = sentences(status)
    known = {"title": title, "words": words, "status": status, "here": "/", "retry": status in (500, 503)}
    return page(request, "pages/problem/problem.html", known, "problem", status=status, headers=headers)


def sentences(status: int) -> tuple[str, str]:
    match status:
        case 404:
            return gettext("Questa pagina non c’è"), gettext("Forse è stata spostata, o non è per te.")
        case 405:
            return gettext("Qui non si può fare così"), gettext("Torna alla pagina e usa i suoi pulsanti.")
        case 403:
            return gettext("La pagina è rimasta aperta a lungo"), gettext("Ricaricala e prova ancora.")
        case 413:
            return gettext("È troppo grande"), gettext("Togli qualcosa e prova ancora.")
        case 503:
            return gettext("Un momento, stiamo preparando le pagine"), gettext("Riprova tra poco.")
        case 500:
            return gettext("Qualcosa non ha funzionato"), gettext(
                "Non è colpa tua. L’abbiamo segnato: riprova tra poco."
            )
        case _:
            return gettext("Non abbiamo capito la richiesta"), gettext("Torna indietro e prova ancora.")


def http(request: AnyRequest, error: HTTPException) -> Response[str]:
    return problem(request, error.status_code, error.headers)


def not_from_here(request: AnyRequest, error: NotFromHere) -> Response[str]:
    log.warning("refused before any page", why=str(error))
    return problem(request, 403)


def not_a_form(request: AnyRequest, error: NotAForm) -> Response[str]:
    return problem(request, 415 if str(error) == "media type" else 400)


def preparing(request: AnyRequest, error: Preparing) -> Response[str]:
    return problem(request, 503, {"retry-after": "2"})


def unreadable(request: AnyRequest, error: sqlite3.DatabaseError) -> Response[str]:
    """Somebody deleted or overwrote the read model: another is being made."""
    broken = request.app.state.node.readmodel.broken(error)
    return preparing(request, Preparing()) if broken else bug(request, error)


def out_of_reach(request: AnyRequest, error: Unreachable) -> Response[str]:
    """The message server is away and no page of ours says so better."""
    log.warning("out of reach", what=str(error))
    return preparing(request, Preparing())


def not_signed_in(request: AnyRequest, error: NotSignedIn) -> Response[Any]:
    """A block cannot sign anybody in: htmx is told to open the page that can."""
    if request.headers.get("hx-request"):
        return Response("", status_code=401, headers={"hx-redirect": "/entra"})
    if request.method != "GET":
        return problem(request, 404)
    return Redirect("/entra", status_code=303)


def no_power_today(request: AnyRequest, error: NoPowerToday) -> Response[Any]:
    """The page that says why, and leads back to being oneself."""
    if request.headers.get("hx-request"):
        return Response("", status_code=403, headers={"hx-redirect": "/agire"})
    return Redirect("/agire", status_code=303)


def step_up_needed(request: AnyRequest, error: StepUpNeeded) -> Response[Any]:
    """To where it is confirmed; what was typed waits there."""
    if request.headers.get("hx-request"):
        return Response("", status_code=401, headers={"hx-redirect": error.location})
    return Redirect(error.location, status_code=303)


def other_form(request: AnyRequest, error: OtherForm) -> Response[Any]:
    """Only what a phone kept gets here; its mark says what to do."""
    return Response("", status_code=409)


def bug(request: AnyRequest, error: Exception) -> Response[str]:
    """Where and of what kind, never with which words."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "bug", error=type(error).__name__, file=last.filename.rpartition("/frontend/")[2], line=last.lineno
    )
    return problem(request, 500)


handlers: dict[type[Exception] | int, Any] = {
    HTTPException: http,
    NotFoundException: http,
    NotFromHere: not_from_here,
    NotAForm: not_a_form,
    Preparing: preparing,
    Unreachable: out_of_reach,
    NotSignedIn: not_signed_in,
    NoPowerToday: no_power_today,
    StepUpNeeded: step_up_needed,
    OtherForm: other_form,
    sqlite3.DatabaseError: unreadable,
    Exception: bug,
}
