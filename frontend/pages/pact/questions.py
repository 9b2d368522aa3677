"""How each parameter of a clause is asked for: a label, its unit, its answers in words."""

from dataclasses import dataclass
from typing import Any, get_args

from events.pacts.clauses import EVERYDAY, LIBRARY, Clause, Cleaning
from events.pacts.wording import TEXTS, worded
from frontend.i18n import LOCALE, gettext
from frontend.pages.pact.terms import id_of, is_choice, name_of, parameters


@dataclass(frozen=True)
class Question:
    """``kind``: number · choice · yes. ``least`` and ``most`` are the library's bounds."""

    name: str
    label: str
    kind: str
    unit: str = ""
    least: int | None = None
    most: int | None = None
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    """One clause. ``optional``: may be left out, by the field of that name."""

    id: str
    title: str
    optional: str | None
    questions: tuple[Question, ...]
    duties: tuple[tuple[str, str], ...] = ()


def groups() -> list[Group]:
    """Only clauses with something to choose."""
    made = (group(kind) for kind in LIBRARY)
    return [it for it in made if it.questions or it.optional or it.duties]


def group(kind: type[Clause]) -> Group:
    sample = kind(duties=EVERYDAY) if kind is Cleaning else kind()
    return Group(
        id=id_of(kind),
        title=worded(sample, LOCALE.get()).title,
        optional=None if kind.MANDATORY else f"with_{id_of(kind)}",
        questions=tuple(
            question(kind, name, info) for name, info in parameters(kind).items() if name != "owner_signs"
        ),
        duties=tuple((duty.code, words()["duty"][duty.code]) for duty in EVERYDAY)
        if kind is Cleaning
        else (),
    )


def words() -> dict[str, Any]:
    found: dict[str, Any] = TEXTS[LOCALE.get()]["words"]
    return found


def question(kind: type[Clause], parameter: str, info: Any) -> Question:
    name = name_of(kind, parameter)
    label, unit = labels()[name]
    if is_choice(info):
        answers = tuple((code, words()[parameter][code]) for code in get_args(info.annotation))
        return Question(name, label, "choice", answers=answers)
    bounds = {type(rule).__name__: rule for rule in info.metadata}
    return Question(name, label, "number", unit, least=bounds["Ge"].ge, most=bounds["Le"].le)


def labels() -> dict[str, tuple[str, str]]:
    """Field → question and unit."""
    days, hours, months = gettext("giorni"), gettext("ore"), gettext("mesi")
    return {
        "contribution_due_day": (gettext("Entro quale giorno del mese si paga?"), ""),
        "contribution_split": (gettext("Come si dividono le spese?"), ""),
        "mutual_help_hours_week": (gettext("Quanto ci si aiuta, al massimo, in una settimana?"), hours),
        "quiet_quiet_from": (gettext("Da che ora si fa piano?"), ""),
        "quiet_quiet_until": (gettext("Fino a che ora?"), ""),
        "guests_until_hour": (gettext("Fino a che ora restano gli ospiti?"), ""),
        "guests_nights_month": (gettext("Quante notti al mese può dormire un ospite?"), gettext("notti")),
        "absences_tell_after_days": (gettext("Dopo quanti giorni via si avvisa?"), days),
        "repairs_report_days": (gettext("Entro quanto si segnala un guasto?"), days),
        "keys_copies": (gettext("Quante copie delle chiavi a testa?"), gettext("copie")),
        "trial_days": (gettext("Quanto dura la prova?"), days),
        "trial_notice_days": (gettext("Quanto preavviso durante la prova?"), days),
        "notice_days": (gettext("Quanto preavviso dopo la prova?"), days),
        "mediation_mediator": (gettext("Chi si chiama se non ci si capisce?"), ""),
        "mediation_answer_days": (gettext("Entro quanto risponde?"), days),
        "review_months": (gettext("Ogni quanto si rilegge il patto?"), months),
        "handover_keys_days": (gettext("Entro quanto si ridanno le chiavi?"), days),
    }
