"""What the forms of the account ask; amounts in euro, taken as cents."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from events.pacts.ledger import WhyCountered
from frontend.form_fields import Money
from frontend.forms import Form, NewId

Amount = Annotated[Money, Field(ge=1, le=1_000_000)]
Day = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]


class Spent(Form):
    """Today, unless they say another day."""

    entry: NewId
    amount: Amount
    label: str = Field(min_length=1, max_length=120)
    on: Day | None = None


class Back(Form):
    """``who``: the other one; ``way``: whether I gave it or was given it."""

    entry: NewId
    who: UUID
    way: Literal["gave", "got"]
    amount: Amount


class Wrong(Form):
    """``amount``: what it really was; nothing where it should not be there at all."""

    entry: UUID
    instead: NewId
    reason: WhyCountered
    amount: Amount | None = None
    label: str = Field(default="", max_length=120)
