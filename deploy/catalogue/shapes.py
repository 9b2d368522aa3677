"""Field types in words: what a reader of the catalogue needs, without Python."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from inspect import cleandoc
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from events.sealed import Box, Open

PLAIN = {
    UUID: "id", date: "day", datetime: "instant", AwareDatetime: "instant", int: "number", float: "number",
    bool: "yes or no", str: "text", type(None): "nothing", Any: "anything",
}  # fmt: skip
BOUNDS = ("ge", "le", "max_length")


def words(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """``Annotated[int, Field(ge=1, le=5)]`` → "number 1–5"."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return words(inner[0], (*inner[1:], *metadata))
    if origin in (Union, UnionType):
        return of_union(inner, metadata)
    if origin is Literal:
        return " · ".join(f"`{value}`" for value in inner)
    if origin in (tuple, frozenset):
        return of_several(origin, inner)
    if origin is dict:
        return f"{words(inner[1])} by {words(inner[0])}"
    return f"{plain(annotation)} {bounds(metadata)}".strip()


def of_union(inner: tuple[Any, ...], metadata: tuple[Any, ...]) -> str:
    if Box in inner:
        opened = next(get_args(it)[0] for it in inner if get_origin(it) is Open)
        text = f"sealed {words(opened)}"
    else:
        text = " or ".join(words(it, metadata) for it in inner if it is not type(None))
    return f"{text} or nothing" if type(None) in inner else text


def of_several(origin: Any, inner: tuple[Any, ...]) -> str:
    if origin is frozenset:
        return f"set of {words(inner[0])}"
    if inner[-1] is Ellipsis:
        return f"list of {words(inner[0])}"
    alike = len(inner) == 2 and inner[0] == inner[1]
    return f"two of {words(inner[0])}" if alike else ", ".join(map(words, inner))


def plain(annotation: Any) -> str:
    if annotation in PLAIN:
        return PLAIN[annotation]
    if issubclass(annotation, Enum):
        return str(annotation.__name__).lower()
    return f"`{annotation.__name__}`"


def bounds(metadata: tuple[Any, ...]) -> str:
    set_by = ((name, getattr(it, name, None)) for it in flat(metadata) for name in BOUNDS)
    known = {name: value for name, value in set_by if value is not None}
    least, most = known.get("ge"), known.get("le")
    if least is not None and most is not None:
        return f"{least}–{most}"
    if "max_length" in known:
        return f"up to {known['max_length']}"
    return f"from {least}" if least is not None else ""


def flat(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for it in metadata:
        yield from it.metadata if isinstance(it, FieldInfo) else (it,)


def parts(annotation: Any) -> Iterator[Any]:
    """Every type an annotation is made of, the sealed union kept whole."""
    inner = get_args(annotation)
    if not inner or get_origin(annotation) is Literal or Box in inner:
        yield annotation
    else:
        for it in inner if get_origin(annotation) is not Annotated else inner[:1]:
            yield from parts(it)


def is_sealed(annotation: Any) -> bool:
    return any(Box in get_args(part) for part in parts(annotation))


def models(cls: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The shapes named in the fields of a class and in theirs."""
    for field in cls.model_fields.values():
        for shape in within(field.annotation):
            yield shape
            yield from models(shape)


def within(annotation: Any) -> Iterator[type[BaseModel]]:
    return (part for part in parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel))


def said(cls: type) -> str:
    """A class's own docstring as Markdown."""
    return cleandoc(cls.__dict__.get("__doc__") or "").replace("``", "`")
