"""Where a proposal stands, in words."""

from frontend.i18n import gettext
from frontend.pages.matching.queries import Party, Proposal

Tag = tuple[str, str]


def standing(it: Proposal) -> Tag:
    """The state and its tone, for `ui.tag`."""
    if it.decided_at:
        return gettext("Decisa"), "ok"
    if it.dropped_on:
        return gettext("Chiusa"), "plain"
    if it.declined:
        return gettext("C’è un no"), "bad"
    if it.ready:
        return gettext("Da decidere"), "info"
    return (gettext("Due sì, manca l’incontro"), "wait") if it.agreed else (gettext("In attesa"), "wait")


def answer(it: Party) -> Tag:
    return {
        "yes": (gettext("Ha detto sì"), "ok"),
        "no": (gettext("Ha detto no"), "bad"),
    }.get(it.answer or "", (gettext("Non ha ancora risposto"), "wait"))


def steps() -> list[str]:
    return [gettext("Proposta"), gettext("Incontro"), gettext("Due risposte"), gettext("Decisione")]


def reached(it: Proposal) -> int:
    """Which of the steps it waits at, counted from 1."""
    if it.met_on is None:
        return 2
    return 4 if it.answered else 3
