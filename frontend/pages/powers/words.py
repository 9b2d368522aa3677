"""Powers in easy words: what someone may do for somebody, and by which act."""

from frontend.i18n import gettext


def may_do() -> dict[str, str]:
    """Said to the person: «may do this for you»."""
    return {
        "apply": gettext("fare domanda per una casa"),
        "sign-pact": gettext("firmare il patto di casa"),
        "share": gettext("scegliere chi vede le tue cose"),
        "housing": gettext("rispondere alle proposte di casa"),
        "money": gettext("decidere dei soldi"),
        "health": gettext("decidere della salute"),
        "life-project": gettext("scrivere nel progetto di vita"),
    }


def of_a_decree() -> dict[str, str]:
    """Said to who enters it, as it is ticked."""
    return {
        "apply": gettext("Fare domanda"),
        "sign-pact": gettext("Firmare il patto"),
        "share": gettext("Decidere che cosa si condivide"),
        "housing": gettext("Casa: proposte e come vive"),
        "money": gettext("Soldi"),
        "health": gettext("Salute"),
        "life-project": gettext("Progetto di vita"),
    }


def by_act(source: str) -> str:
    return {
        "support-administrator": gettext("amministrazione di sostegno"),
        "guardian": gettext("tutela"),
        "parental-responsibility": gettext("responsabilità dei genitori"),
    }.get(source, source)


def sources() -> list[tuple[str, str]]:
    return [
        ("support-administrator", gettext("Amministrazione di sostegno")),
        ("guardian", gettext("Tutela")),
    ]


def sent_back_because() -> list[tuple[str, str]]:
    return [
        ("powers-differ", gettext("I poteri non sono quelli")),
        ("dates-differ", gettext("Le date non sono quelle")),
        ("number-differs", gettext("Il numero non è quello")),
        ("not-this-person", gettext("Parla di un’altra persona")),
    ]


def ended_because() -> list[tuple[str, str]]:
    return [
        ("revoked", gettext("Il giudice l’ha tolto")),
        ("expired", gettext("È scaduto")),
        ("entered-by-mistake", gettext("Scritto per errore")),
    ]
