"""Codes of one's own days in words: things, help, faces, where help is needed; each with its picture."""

from frontend.i18n import gettext

Choice = tuple[str, str, str]
"""Code, pictogram, words."""

PICTURES = {"self-care": "wish", "mobility": "bus", "communication": "talk", "learning": "review",
            "home-life": "home", "relations": "together"}  # fmt: skip
"""Area of a goal → its pictogram."""


def faces() -> list[Choice]:
    """From very good to very bad: the first thing offered is never the worst."""
    return [
        ("5", "very-good", gettext("Sto molto bene")),
        ("4", "good", gettext("Sto bene")),
        ("3", "so-so", gettext("Sto così così")),
        ("2", "bad", gettext("Sto male")),
        ("1", "very-bad", gettext("Sto molto male")),
    ]


def things() -> list[Choice]:
    return [
        ("cooked", "cooked", gettext("Ho cucinato")),
        ("dishes", "dishes", gettext("Ho lavato i piatti")),
        ("cleaned", "cleaned", gettext("Ho pulito")),
        ("laundry", "laundry", gettext("Ho fatto il bucato")),
        ("shopping", "shopping", gettext("Ho fatto la spesa")),
        ("went-out", "went-out", gettext("Ho fatto un giro fuori")),
    ]


def helps() -> list[Choice]:
    return [
        ("alone", "alone", gettext("Da me")),
        ("with-help", "with-help", gettext("Con aiuto")),
        ("together", "together", gettext("Insieme")),
    ]


def places() -> list[Choice]:
    return [
        ("home", "home", gettext("In casa")),
        ("outside", "bus", gettext("Fuori casa")),
        ("health", "health", gettext("Non mi sento bene")),
        ("someone", "talk", gettext("Con una persona")),
        ("money", "money", gettext("Con i soldi")),
    ]


def turn(duty: str) -> tuple[str, str]:
    """The pictogram and the sentence of a turn."""
    return {
        "bathroom": ("bathroom", gettext("Pulisci il bagno.")),
        "kitchen": ("kitchen", gettext("Pulisci la cucina.")),
        "floors": ("floors", gettext("Lavi i pavimenti.")),
        "rubbish": ("rubbish", gettext("Porti fuori i rifiuti.")),
        "dishes": ("dishes", gettext("Lavi i piatti.")),
        "shopping": ("shopping", gettext("Fai la spesa.")),
        "laundry": ("laundry", gettext("Fai il bucato.")),
        "shared-space": ("shared-space", gettext("Metti in ordine il soggiorno.")),
    }.get(duty, ("home", gettext("Hai un lavoro di casa.")))


def rungs() -> dict[str, str]:
    """Step of the ladder → one's own last word on it, as a sentence."""
    return {
        "1": gettext("Adesso lo fa un’altra persona."),
        "2": gettext("Adesso lo fate insieme."),
        "3": gettext("Adesso ti serve un consiglio."),
        "4": gettext("Adesso qualcuno te lo ricorda."),
        "5": gettext("Adesso lo fai da te."),
    }


def known(choices: list[Choice]) -> dict[str, tuple[str, str]]:
    """Code → pictogram and words."""
    return {code: (picture, words) for code, picture, words in choices}
