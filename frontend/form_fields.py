"""How the fields of a form become the fields of its model, and back for showing."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic_core import PydanticCustomError

PARTS = ("day", "month", "year")
Fields = dict[str, list[str]]
GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")


def cents(value: Any) -> Any:
    """ "1.234,50" → 123450; also without a comma, points that part every three digits only group them."""
    if not isinstance(value, str):
        return value
    plain = value.replace("€", "").replace(" ", "")
    grouped = "," in plain or GROUPED.fullmatch(plain)
    plain = plain.replace(".", "").replace(",", ".") if grouped else plain
    try:
        amount = Decimal(plain) * 100
        whole = int(amount)
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise PydanticCustomError("money", "not an amount") from error
    if whole != amount:
        raise PydanticCustomError("money", "not an amount")
    return whole


Money = Annotated[int, BeforeValidator(cents)]
"""Euro cents, typed as an amount in euro."""


def gather(model: type[BaseModel], fields: Fields) -> dict[str, Any]:
    """What pydantic is asked to check: unknown names stay in, so that it refuses them."""
    rest, found = dict(fields), {}
    for name, info in model.model_fields.items():
        kinds = kinds_of(info.annotation)
        if date in kinds:
            value: Any = day({part: rest.pop(f"{name}-{part}", [""])[0].strip() for part in PARTS})
        elif any(get_origin(kind) is tuple for kind in kinds):
            value = tuple(rest.pop(name, []))
        else:
            value = single(rest.pop(name, []))
        if value is not None and (not isinstance(value, str) or value.strip()):
            found[name] = value
    return {**rest, **found}


def several(model: type[BaseModel]) -> frozenset[str]:
    """The fields that may come more than once."""
    return frozenset(
        name
        for name, info in model.model_fields.items()
        if any(get_origin(kind) is tuple for kind in kinds_of(info.annotation))
    )


def single(texts: list[str]) -> str | list[str] | None:
    """A field that came twice is handed on as it is, for pydantic to refuse."""
    return texts if len(texts) > 1 else texts[0].strip("\n") if texts else None


def day(parts: dict[str, str]) -> str | None:
    """ISO date from three numbers; None when nothing was typed, an impossible date when half was."""
    if not any(parts.values()):
        return None
    return f"{parts['year']:0>4}-{parts['month']:0>2}-{parts['day']:0>2}"


def kinds_of(annotation: Any) -> tuple[Any, ...]:
    """The types a field may hold: both sides of `date | None`, the inside of Annotated."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(kind for each in get_args(annotation) for kind in kinds_of(each))
    if get_origin(annotation) is Annotated:
        return kinds_of(get_args(annotation)[0])
    return (annotation,)


def shape(model: type[BaseModel], prefilled: dict[str, Any]) -> dict[str, Any]:
    """The texts of a form shown with these values."""
    texts: dict[str, Any] = {}
    for name, value in prefilled.items():
        assert name in model.model_fields, name
        if isinstance(value, date):
            texts |= {f"{name}-{part}": str(getattr(value, part)) for part in PARTS}
        else:
            texts[name] = list(value) if isinstance(value, (tuple, list)) else str(value)
    return texts
