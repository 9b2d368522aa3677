"""A PIN as it is typed, twice; what anybody would try first is none."""

from typing import Annotated

from pydantic import Field, model_validator

from frontend.forms import Filled, Form, Texts
from frontend.i18n import gettext

Digits = Annotated[str, Field(pattern=r"^[0-9]{5,8}$")]
RUNS = ("01234567890", "09876543210")


class Chosen(Form):
    pin: Digits
    again: str = ""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: dict[str, str]) -> dict[str, str]:
        return {name: it.replace(" ", "") if isinstance(it, str) else it for name, it in given.items()}


def looked_at(form: Filled[Chosen]) -> Filled[Chosen]:
    """The same form, with what only the digits themselves can tell: typed alike, and not the first to be tried."""
    if form.errors:
        return form
    pin, again = form.valid.pin, form.valid.again
    if pin != again:
        return faulty(form, "again", gettext("I due PIN sono diversi. Scrivili di nuovo."))
    if easy(pin):
        return faulty(form, "pin", gettext("Questo PIN si indovina subito. Scegline un altro."))
    return form


def faulty(form: Filled[Chosen], field: str, words: str) -> Filled[Chosen]:
    return Filled(form.command_id, Texts({}, ""), Texts({field: words}, None), None, None, 422)


def easy(pin: str) -> bool:
    """One digit over and over, two in turn, or a run up or down."""
    return len(set(pin[::2])) == len(set(pin[1::2])) == 1 or any(pin in run for run in RUNS)
