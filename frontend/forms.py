"""Forms: what a browser posts, taken into a typed model; what was typed is never lost, each fault has its field."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from litestar import Request
from pydantic import UUID7, BaseModel, ConfigDict, ValidationError

from frontend.form_faults import words_for
from frontend.form_fields import several, shape
from frontend.i18n import gettext, reason
from frontend.ids import uuid7
from frontend.urlencoded import Posted, read

HIDDEN = frozenset(("command_id", "_csrf_token", "after", "version"))


NewId = UUID7
"""The id of what a form starts. All that is derived from another id is a UUIDv5: nobody can take its place."""


class Form(BaseModel):
    """What a form asks. Whitespace round a text is not meant; an empty optional field is not there.

    A `date` comes from three fields (`since-day`, `since-month`, `since-year`), `Money` as euro with a comma
    (in cents), `tuple[str, ...]` from repeated fields, `bool` from a checkbox (give it the default False).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


F = TypeVar("F", bound=Form)


class Texts:
    """Field → text; a field without one gives the value templates expect for it."""

    def __init__(self, texts: dict[str, Any], otherwise: Any) -> None:
        self._texts, self._otherwise = texts, otherwise

    def __getitem__(self, name: str) -> Any:
        return self._texts.get(name, self._otherwise)

    def __bool__(self) -> bool:
        return bool(self._texts)

    def items(self) -> Iterable[tuple[str, Any]]:
        return self._texts.items()


@dataclass(frozen=True)
class Filled(Generic[F]):
    """A form on its way: `typed["note"]`, `errors["note"]`, `summary` for `ui.error_summary`, `command_id`.

    `value` is the typed model once everything is in order. `notice` says that nothing was lost and to try again.
    """

    command_id: UUID
    typed: Texts
    errors: Texts
    value: F | None = None
    notice: str | None = None
    status: int = 200
    after: UUID | None = None
    version: int | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [(name, words) for name, words in self.errors.items()]

    @property
    def valid(self) -> F:
        assert self.value is not None, "look at errors first"
        return self.value


def blank(model: type[F], **prefilled: Any) -> Filled[F]:
    """A form nobody has touched yet; the id of the command it will become is made here."""
    return Filled(uuid7(), Texts(shape(model, prefilled), ""), Texts({}, None))


async def read_form(request: Request[Any, Any, Any], model: type[F]) -> Filled[F]:
    """Raises only for what no browser sends (errors.py answers); anything typed wrongly is in `errors`."""
    return taken(request.headers.get("content-type", ""), await request.body(), model)


def taken(kind: str, body: bytes, model: type[F]) -> Filled[F]:
    """`kind` is the media type. Raises NotAForm."""
    posted = read(kind, body)
    hidden = Posted(posted.fields, {})
    filled: Filled[F] = Filled(
        command_id=identity(hidden.one("command_id")) or uuid7(),
        typed=Texts(posted.typed(several(model)), ""),
        errors=Texts({name: words_for(fault) for name, fault in posted.faults.items()}, None),
        after=identity(hidden.one("after")),
        version=number(hidden.one("version")),
    )
    return checked(filled, model, posted)


def checked(filled: Filled[F], model: type[F], posted: Posted) -> Filled[F]:
    try:
        value = model.model_validate(posted.for_model(model, HIDDEN))
    except ValidationError as error:
        faults = {at(each["loc"]): words_for(each["type"], each.get("ctx")) for each in error.errors()}
        return replace(filled, errors=Texts({**faults, **dict(filled.errors.items())}, None), status=422)
    return replace(filled, value=value, status=422) if filled.errors else replace(filled, value=value)


def came_back(form: Filled[Any] | None, field: str) -> Filled[Any] | None:
    """The form if it is the one with this field: a page of several forms gives each its own back."""
    return form if form and field in dict(form.typed.items()) else None


def refused(filled: Filled[F], key: str, field: str | None) -> Filled[F]:
    """The same form with a rule's no: a new try is a new command."""
    errors = Texts({field or "form": reason(key)}, None)
    return replace(filled, command_id=uuid7(), errors=errors, status=422)


def wrong(filled: Filled[F], error: ValidationError) -> Filled[F]:
    """The same form when the command would not take it: the faults go to the fields of the same name."""
    faults = {at(each["loc"]): words_for(each["type"], each.get("ctx")) for each in error.errors()}
    return replace(filled, errors=Texts(faults, None), status=422)


def unsent(filled: Filled[F]) -> Filled[F]:
    """The same form, to be sent again as the same command when the house answers."""
    notice = gettext("Ora non riusciamo a salvare. Quello che hai scritto è ancora qui: riprova tra poco.")
    return replace(filled, notice=notice, status=503)


def at(location: tuple[int | str, ...]) -> str:
    return str(location[0]) if location else "form"


def identity(text: str | None) -> UUID | None:
    """A canonical UUID and nothing else."""
    try:
        found = UUID(text or "")
    except ValueError:
        return None
    return found if text and str(found) == text.lower() else None


def number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
