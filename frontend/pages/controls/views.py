"""GET /controlli/{line}: no breach, or where; what was authorised; and what nothing could be said about."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.response import Redirect

from frontend.asked import AReader, Asked, Db, Id
from frontend.i18n import gettext
from frontend.pages.accounts.counting import line_for, period_for
from frontend.pages.controls.exceptions import authorised
from frontend.pages.controls.queries import facts_of
from frontend.pages.controls.rules import checked
from frontend.pages.file.queries import cases
from frontend.showing import show


@get("/controlli/{line:uuid}", opt={"can": "accounts.read"})
async def read(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any] | Redirect:
    known = line_for(db, line)
    period = period_for(db, reader, known, request)
    if period is None:
        return Redirect(f"/rendiconto/{line}", status_code=303)
    facts = facts_of(db, line)
    rules = checked(facts, period)
    someone = {it.where: UUID(it.where) for rule in rules if rule.rule == "one-home" for it in rule.looked}
    names = {str(it.id): it.code for it in cases(db)}
    context = {
        "line": known, "period": period, "rules": rules, "words": words(), "names": names, "dossier": line,
        "broken": sum(len(it.broken) for it in rules), "exceptions": authorised(facts, period), "someone": someone,
    }  # fmt: skip
    return await show(request, reader, "pages/controls/controls.html", context, "sheet")


def words() -> dict[str, tuple[str, str]]:
    """Rule → what it asks, and what is said where no fact is about it."""
    return {
        "people": (
            gettext(
                "Mai più persone di quante la casa ne può avere, in nessun momento (due nelle case giovani)"
            ),
            gettext("In questi giorni nessuno vive in queste case."),
        ),
        "one-home": (
            gettext("Nessuno abita in due case lo stesso giorno"),
            gettext("In questi giorni nessuno vive in queste case."),
        ),
        "shares": (
            gettext("Le quote su tutte le linee insieme non passano mai il 100 per cento"),
            gettext("In questi giorni niente è attribuito."),
        ),
        "cover": (
            gettext("Nei soggiorni di sollievo ogni ora ha qualcuno che risponde"),
            gettext(
                "In questi giorni non c’è nessun soggiorno di sollievo finito: non c’è niente da controllare."
            ),
        ),
        "operator": (
            gettext("In palestra per l’autonomia ogni giorno ha chi c’è"),
            gettext(
                "In questi giorni non c’è nessun soggiorno di palestra finito: non c’è niente da controllare."
            ),
        ),
    }


handlers = [read]
