"""What the forms about a call ask, and the commands they become."""

from datetime import date
from hashlib import sha256
from typing import Annotated, get_args
from uuid import UUID

from pydantic import Field

from events.intake.call import ExtendCall, ExtensionReason, PublishCall, Title
from events.intake.rule import MOST_CENTS, Between, EligibilityRule
from frontend.form_fields import Money
from frontend.forms import Form, NewId

REASONS: tuple[str, ...] = get_args(ExtensionReason)
Age = Annotated[int, Field(ge=0, le=120)]
Euro = Annotated[Money, Field(ge=0, le=MOST_CENTS)]


class NewCall(Form):
    """`grid` is the text of the score grid as it is published: what is kept of it is its SHA-256."""

    call: NewId
    title: Title
    opens: date
    closes: date
    youngest: Age
    oldest: Age
    family_from: Euro
    family_to: Euro
    personal_to: Euro
    grid: Annotated[str, Field(min_length=20, max_length=50_000)]


class Extension(Form):
    closes: date
    reason: ExtensionReason
    act: Annotated[str, Field(max_length=40)] | None = None


def publication(it: NewCall) -> PublishCall:
    """Raises ValidationError."""
    rule = EligibilityRule(
        version=f"call-{it.opens.isoformat()}",
        age=Between(least=it.youngest, most=it.oldest),
        family_isee=Between(least=it.family_from, most=it.family_to),
        personal_isee=Between(least=0, most=it.personal_to),
    )
    return PublishCall(
        stream=it.call, dossier=it.call, title=it.title, opens=it.opens, closes=it.closes,
        grid_hash=fingerprint(it.grid), rule=rule,
    )  # fmt: skip


def fingerprint(grid: str) -> str:
    """Of the words alone: how a paste broke its lines must not make another grid of it."""
    return sha256(" ".join(grid.split()).encode()).hexdigest()


def extension(it: Extension, call: UUID) -> ExtendCall:
    return ExtendCall(stream=call, dossier=call, closes=it.closes, reason=it.reason, act=it.act)
