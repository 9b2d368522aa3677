"""What a category means to the person who decides about it."""

from events.category import Category
from frontend.i18n import gettext
from frontend.pages.shares.queries import shareable


def things() -> list[tuple[str, str]]:
    """Everything that may be shared, in one constant order."""
    words = sentences()
    return [(category.value, words[category]) for category in shareable()]


def sentences() -> dict[Category, str]:
    return {
        Category.IDENTITY: gettext("Nome e contatti"),
        Category.DISABILITY: gettext("Salute e disabilità"),
        Category.PACT: gettext("Il patto di casa"),
        Category.EXPENSES: gettext("Soldi e affitto"),
        Category.TENSION_AGREEMENT: gettext("Gli accordi presi in casa"),
        Category.VISIT_SHARED: gettext("Le visite, la parte che vedi anche tu"),
        Category.GOALS: gettext("I miei obiettivi"),
        Category.STAYS: gettext("Le notti via e i soggiorni"),
        Category.INCIDENTS: gettext("Le segnalazioni"),
        Category.AID: gettext("L’aiuto tra vicini"),
    }


def relation(kind: str | None) -> str:
    return {
        "parent": gettext("genitore"),
        "child": gettext("figlia o figlio"),
        "sibling": gettext("sorella o fratello"),
        "partner": gettext("compagna o compagno"),
        "relative": gettext("parente"),
        "friend": gettext("amica o amico"),
        "supporter": gettext("persona di fiducia"),
    }.get(kind or "", gettext("una persona che avevi scelto"))
