"""The form of a pact's clauses, made from the clause library itself: its parameters, bounds and defaults."""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_origin
from uuid import UUID

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from events.pacts.clauses import EVERYDAY, LIBRARY, AnyClause, Clause, Cleaning, clause
from events.pacts.duty import Duty, DutyCode
from frontend.forms import Form

Asked = dict[str, tuple[Any, Any]]


def name_of(kind: type[Clause], parameter: str) -> str:
    return f"{id_of(kind).replace('-', '_')}_{parameter}"


def id_of(kind: type[Clause]) -> str:
    return str(kind.model_fields["id"].default)


def parameters(kind: type[Clause]) -> dict[str, FieldInfo]:
    return {name: info for name, info in kind.model_fields.items() if name not in ("id", "version", "duties")}


def asked() -> Asked:
    """Each parameter as a field of its own; whether a clause that may be left out is in; which duties there are."""
    fields: Asked = {}
    for kind in LIBRARY:
        for name, info in parameters(kind).items():
            fields[name_of(kind, name)] = (info.annotation, info)
        if not kind.MANDATORY:
            fields[f"with_{id_of(kind)}"] = (bool, False)
    fields["duties"] = (tuple[DutyCode, ...], Field(min_length=1, max_length=8))
    return fields


Starts = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]

Terms = create_model("Terms", __base__=Form, **asked(), starts=(Starts, ...))  # type: ignore[call-overload]
"""What both forms ask."""

Draft = create_model(
    "Draft", __base__=Terms, guarantor=(UUID, ...), easy=(tuple[UUID, ...], Field(default=(), max_length=10))
)

Amendment = create_model(
    "Amendment", __base__=Terms,
    rule=(str, Field(default="", max_length=500)),
    keep=(tuple[str, ...], Field(default=(), max_length=20)),
    salt=(str, Field(pattern=r"^[0-9a-f]{64}$")),
)  # fmt: skip


def filled(clauses: tuple[AnyClause, ...]) -> dict[str, Any]:
    """The fields as these clauses have them; a clause left out keeps its defaults, for whoever takes it in."""
    values: dict[str, Any] = {}
    for kind in LIBRARY:
        there = clause(clauses, kind)
        for name, info in parameters(kind).items():
            values[name_of(kind, name)] = getattr(there, name) if there else info.default
        if not kind.MANDATORY and there:
            values[f"with_{id_of(kind)}"] = "yes"
    cleaning = clause(clauses, Cleaning)
    values["duties"] = [duty.code for duty in cleaning.duties] if cleaning else []
    return {name: value for name, value in values.items() if value is not False}


def chosen(it: Form, known: tuple[Duty, ...] = EVERYDAY) -> Iterator[dict[str, Any]]:
    """The clauses, in the order in which a pact is read. ``known``: duties as they were, before the usual ones."""
    usual = MappingProxyType({duty.code: duty for duty in (*EVERYDAY, *known)})
    for kind in LIBRARY:
        if kind.MANDATORY or getattr(it, f"with_{id_of(kind)}"):
            made: dict[str, Any] = {name: getattr(it, name_of(kind, name)) for name in parameters(kind)}
            if kind is Cleaning:
                made["duties"] = tuple(usual[code] for code in it.duties)  # type: ignore[attr-defined]
            yield {"id": id_of(kind), **made}


def is_choice(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is Literal
