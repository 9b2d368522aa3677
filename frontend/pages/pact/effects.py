"""What a clause sets in motion here: only what the house really does by itself, in one sentence."""

from events.pacts.clauses import Absences, AnyClause, Cleaning, Notice, Parties, Trial
from frontend.i18n import gettext


def effect(clause: AnyClause) -> str | None:
    match clause:
        case Parties():
            return gettext("Il patto entra in vigore da solo, quando arriva l’ultima firma.")
        case Absences():
            return gettext("Se segni un’assenza, i turni di quei giorni passano agli altri.")
        case Cleaning():
            return gettext("Da qui nascono i turni: ogni lunedì quelli della settimana dopo.")
        case Trial():
            return gettext("La prova parte il primo giorno e finisce da sola dopo %(days)s giorni.") % {
                "days": clause.days
            }
        case Notice():
            return gettext("La disdetta accetta solo un giorno che rispetta questi %(days)s giorni.") % {
                "days": clause.days
            }
        case _:
            return None
