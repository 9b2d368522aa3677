"""What stands in the place of words a reader does not get: the same sentence whether or not there is anything."""

from markupsafe import Markup

from events.category import Category
from frontend.i18n import gettext
from frontend.visibility import Sight

SENTENCE = Markup('<span class="sealed">{}</span>')


def hidden(seen: Sight, category: Category) -> Markup:
    if seen is Sight.BREAKABLE:
        return SENTENCE.format(gettext("Si apre solo per necessità"))
    if seen is Sight.CHOSEN:
        return SENTENCE.format(gettext("Qui decide la persona cosa mostrare"))
    return SENTENCE.format(kept_for(category))


def sealed_today() -> Markup:
    """On a rewound page: whoever read then saw words here, whoever reads now may not."""
    return SENTENCE.format(gettext("visto allora, sigillato per te"))


def kept_for(category: Category) -> str:
    """Why a reader without the right finds no words here."""
    match category:
        case Category.VISIT_PROFESSIONAL | Category.SCORES | Category.INCIDENTS:
            return gettext("Riservato all’équipe")
        case Category.JUDICIAL | Category.DISABILITY:
            return gettext("Riservato a chi ne ha il compito")
        case Category.TENSION_SIDE:
            return gettext("Riservato a chi l’ha detto")
        case _:
            return gettext("Riservato")


def unreadable(why: str) -> Markup:
    """`away`: the keys cannot be asked for now · `erased`: the key is destroyed · `damaged`: not what it was
    · `unrecorded`: it cannot be written down who looks, so nobody does.
    """
    return SENTENCE.format(
        {
            "away": gettext("Ora non si può leggere: riprova tra poco"),
            "erased": gettext("Cancellato"),
            "damaged": gettext("Non si può più leggere"),
            "unrecorded": gettext("Ora non si può leggere: non riusciamo a segnare chi guarda"),
        }[why]
    )
