"""What someone typed into a form that came too late, as it can be read beside what stands there now."""

from collections.abc import Iterator
from typing import Any

from frontend.form_fields import PARTS
from frontend.forms import HIDDEN
from frontend.i18n import N_, gettext
from frontend.ids import uuid7
from frontend.sentences import code

LABELS = {
    "wording": N_("Parole"),
    "text": N_("Testo"),
    "day": N_("Giorno"),
    "minutes": N_("Minuti"),
    "reason": N_("Motivo"),
    "outcome": N_("Com’è andata a finire"),
    "phase": N_("Fase"),
    "cadence_days": N_("Una visita ogni quanti giorni"),
}
Typed = dict[str, Any]


def readable(typed: Typed, context: str) -> list[tuple[str, str]]:
    """Label and words of each field a person fills in; ids of what it is about say nothing to anyone."""
    whole = {**typed, **dict(days(typed))}
    return [
        (gettext(LABELS[name]), code(context, name, str(whole[name]))) for name in LABELS if whole.get(name)
    ]


def days(typed: Typed) -> Iterator[tuple[str, str]]:
    for name in LABELS:
        parts = [str(typed[f"{name}-{part}"]) for part in PARTS if typed.get(f"{name}-{part}")]
        if parts:
            yield name, "/".join(parts)


def as_text(mine: list[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {words}" for label, words in mine)


def once_more(typed: Typed, version: int) -> list[tuple[str, str]]:
    """The same form as a new command, on top of what stands there now."""
    kept = [(name, text) for name, text in typed.items() if name not in HIDDEN]
    every = [(name, one) for name, text in kept for one in (text if isinstance(text, list) else [text])]
    return [*every, ("command_id", str(uuid7())), ("version", str(version))]
