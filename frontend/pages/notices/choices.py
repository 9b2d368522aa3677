"""Of what a role can be told, and the form that says how."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from events.network.identity import Email
from events.role import Role
from frontend.forms import Form
from frontend.i18n import N_

Way = Literal["push", "e-mail", "nothing"]
Hour = Annotated[int, Field(ge=0, le=23)]

VISIT, TURN, TRIAL, PACT, NOTE = "visit-tomorrow", "turn", "trial-ending", "pact-to-sign", "note-missing"
WORDS: dict[str, str] = {
    VISIT: N_("Una visita domani"),
    TURN: N_("Oggi è il tuo turno"),
    TRIAL: N_("La prova sta per finire"),
    PACT: N_("Un patto aspetta la tua firma"),
    NOTE: N_("Una visita senza nota, alla sera"),
}
KINDS: dict[Role, tuple[str, ...]] = {
    Role.SELF: (PACT, VISIT),
    Role.COHABITANT: (TURN, VISIT, PACT, TRIAL),
    Role.OPERATOR: (VISIT, NOTE, TRIAL),
}


class HowTold(Form):
    """A kind's field is its name with underscores; one that is not on the page stays as it was."""

    visit_tomorrow: Way | None = None
    turn: Way | None = None
    trial_ending: Way | None = None
    pact_to_sign: Way | None = None
    note_missing: Way | None = None
    quiet_from: Hour
    quiet_until: Hour
    email: Email | None = None

    def ways(self) -> dict[str, str]:
        return {kind: way for kind in WORDS if (way := getattr(self, field_of(kind)))}


class ThisPhone(Form):
    """What the browser gave the page's script."""

    endpoint: Annotated[str, Field(max_length=1024)]
    p256dh: Annotated[str, Field(max_length=100)]
    auth: Annotated[str, Field(max_length=40)]


class Nothing(Form):
    """A button and no more."""


def field_of(kind: str) -> str:
    return kind.replace("-", "_")


def chosen(person: UUID, before: dict[str, Any], it: HowTold, locale: str) -> dict[str, Any]:
    """What the post is asked to keep."""
    ways = {**before.get("ways", {}), **it.ways()}
    wishes = {"ways": ways, "quiet_from": it.quiet_from, "quiet_until": it.quiet_until, "locale": locale}
    return {"person": str(person), "wishes": wishes, "email": it.email or ""}


def typed(mine: dict[str, Any]) -> dict[str, Any]:
    """What was chosen before, as texts of the form."""
    wishes = mine.get("wishes", {})
    ways = {field_of(kind): wishes.get("ways", {}).get(kind, "nothing") for kind in WORDS}
    hours = {name: str(wishes.get(name, hour)) for name, hour in (("quiet_from", 20), ("quiet_until", 8))}
    return {**ways, **hours, "email": mine.get("email", "")}
