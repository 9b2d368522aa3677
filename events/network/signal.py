"""Needs that reach no office: a theme and a district, chosen words only; nobody is in them, whoever reads them."""

from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from events.message import Command, Fact

LEAST = 5
"""Below five nothing is shown, and afterwards only in steps of five: one more cannot be noticed."""

Theme = Literal[
    "sleeping-rough", "losing-home", "crowded", "unsafe-at-home", "alone", "cannot-pay", "unfit-home",
    "no-contract", "turned-away", "leaving-care",
]  # fmt: skip
Quarter = Annotated[str, StringConstraints(pattern=r"^\d{4}-[1-4]$")]


class NeedSignalled(Fact):
    """``quarter`` such as 2026-4: no closer in time than that."""

    theme: Theme
    district: UUID
    quarter: Quarter


class ThemePublished(Fact):
    """At least ``least`` signals, always a multiple of ``LEAST``."""

    theme: Theme
    district: UUID
    quarter: Quarter
    least: int = Field(ge=LEAST)


class SignalNeed(Command):
    """``stream`` is ``needs_of(district)``, ``dossier`` the district. There is no field for words."""

    theme: Theme


def needs_of(district: UUID) -> UUID:
    return uuid5(district, "needs")
