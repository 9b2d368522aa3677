"""What became of an item, as its phone is told."""

from typing import Any
from uuid import UUID

from frontend.i18n import gettext, reason
from frontend.mailbox.item import Item
from frontend.mailbox.mark import Mark, Outcome
from frontend.mailbox.posting import Answer
from frontend.receipts import receipt

Result = dict[str, Any]


def result(id: str | None, outcome: Outcome, words: str | None = None, **more: Any) -> Result:
    code = receipt(UUID(id)) if id and outcome == "accepted" else None
    empty: Result = {"fields": {}, "html": None, "compare": None, "form": None, "notice": None}
    return {"id": id, "outcome": outcome, "receipt": code, "reason": words, **empty, **more}


def of_answer(it: Item, mark: Mark, answer: Answer) -> Result:
    """The mark tells, where the handler came so far; else its status does."""
    outcome = mark.outcome or by_status(answer.status)
    shown = (
        it.show and not mark.silent and answer.status < 500 and outcome in ("accepted", "refused", "conflict")
    )
    return result(
        it.id, outcome, words(outcome, mark),
        fields=mark.faults,
        html=answer.body.decode() if shown else None,
        compare=compared(it, mark) if outcome == "conflict" else None,
        form=page_of(it.action) if outcome == "form_too_old" else None,
        notice=gettext("L’ora del telefono è avanti: abbiamo segnato l’ora di arrivo.") if mark.ahead else None,
    )  # fmt: skip


def compared(it: Item, mark: Mark) -> str:
    """The page that shows both; what the item says stands on its phone alone."""
    return f"/confronto/{it.id}/{mark.stream}?dal={mark.seen or 0}"


def by_status(status: int) -> Outcome:
    if status == 404:
        return "gone"
    # Nothing was decided, and the same may be sent again.
    return "unknown" if status >= 500 else "refused"


def words(outcome: Outcome, mark: Mark) -> str | None:
    match outcome:
        case "accepted" | "unknown":
            return None
        case "gone":
            return gettext(
                "Questa cosa non c’è più, o non è più affidata a te. Quello che hai scritto resta qui."
            )
        case "waits":
            return reason("command.predecessor-refused")
        case "form_too_old":
            return gettext(
                "La pagina da cui l’hai scritto è di una versione vecchia. Aprila di nuovo: il testo resta qui."
            )
        case _:
            return mark.reason or gettext(
                "Qui non si può salvare così. Apri la pagina e riprova: il testo resta qui."
            )


def page_of(action: str) -> str:
    """Where the form of that address stands today."""
    return action.rpartition("/")[0] or "/"


def unread(id: str | None) -> Result:
    return result(id, "refused", reason("command.malformed"))


def behind(id: str) -> Result:
    """It waits with what it builds on; its id is not used up."""
    return result(id, "waits", reason("command.predecessor-refused"))


def too_long_ago(id: str) -> Result:
    words = gettext(
        "È di più di 30 giorni fa, o l’ora del telefono è sbagliata. Controllala e salva di nuovo."
    )
    return result(id, "refused", words, fields={"occurred_at": words})
