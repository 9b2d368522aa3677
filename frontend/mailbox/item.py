"""One thing kept on a phone: a form as its page would have posted it, and when that was."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from frontend.mailbox.reading import LARGEST_ITEM
from frontend.urlencoded import LONGEST_NAME, MOST_FIELDS

# Said by the item itself, not by its form.
OF_THE_ITEM = frozenset(("command_id", "_csrf_token", "after"))
SKEW = 100 * 366 * 24 * 3600 * 1000


def canonical(text: str) -> str:
    if str(UUID(text)) != text.lower():
        raise ValueError("not canonical")
    return text.lower()


def own_path(text: str) -> str:
    if "//" in text or any(part in (".", "..") for part in text.split("/")):
        raise ValueError("not a path of ours")
    return text


Identity = Annotated[str, Field(min_length=36, max_length=36), AfterValidator(canonical)]
Path = Annotated[str, Field(max_length=300, pattern=r"^/[a-z0-9/_.-]*$"), AfterValidator(own_path)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
Text = Annotated[str, Field(max_length=LARGEST_ITEM)]


class Item(BaseModel):
    """``action`` is the path its form posts to; ``show`` asks for the block of the page as it then is."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Identity
    action: Path
    fields: Annotated[list[tuple[Name, Text]], Field(max_length=MOST_FIELDS)]
    occurred_at: Annotated[AwareDatetime, Field(strict=False)]
    zone: Annotated[str, Field(max_length=64)] = "Europe/Rome"
    skew_ms: Annotated[int, Field(ge=-SKEW, le=SKEW)] = 0
    after: Identity | None = None
    form_v: Annotated[int, Field(ge=1, le=10_000)] = 1
    show: Annotated[str, Field(max_length=100)] | None = None

    @property
    def command_id(self) -> UUID:
        return UUID(self.id)

    @property
    def typed(self) -> list[tuple[str, str]]:
        return [(name, text) for name, text in self.fields if name not in OF_THE_ITEM]


def item(raw: Any) -> Item:
    """Raises ValidationError."""
    return Item.model_validate(raw if not isinstance(raw, dict) else loosened(raw))


def loosened(raw: dict[str, Any]) -> dict[str, Any]:
    """JSON has no tuples and no instants."""
    fields, at = raw.get("fields"), raw.get("occurred_at")
    pairs = (
        [tuple(it) if isinstance(it, list) else it for it in fields] if isinstance(fields, list) else fields
    )
    return {**raw, "fields": pairs, "occurred_at": instant(at)}


def instant(text: Any) -> Any:
    """Only as text: a bare number would be taken for seconds."""
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def identity_of(raw: Any) -> str | None:
    """What an item that cannot be read is called, so that its phone finds it again."""
    said = raw.get("id") if isinstance(raw, dict) else None
    return said if isinstance(said, str) and len(said) <= 36 else None


Unread = ValidationError
