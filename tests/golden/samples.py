"""One sample of a message, the same on every machine: each field filled from its own type and bounds."""

from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID, uuid5

from pydantic import AwareDatetime, BaseModel, TypeAdapter, ValidationError

from deploy.catalogue.messages import CONTEXTS
from deploy.catalogue.sealing import categories
from events.category import Category
from events.message import Command, Message
from events.sealed import Box

SAMPLES = UUID("7c0d3d0a-7f5b-5d0b-9a43-2f0f6d1c8e55")
DAY = date(2026, 3, 2)
# Whatever a pattern asks for, one of these fits; a new kind of text adds its own line.
TEXTS = (
    "parola",
    "2026/123",
    "0" * 64,
    "it",
    "nome@example.org",
    "0583 123456",
    "parole abbastanza lunghe",
    "DDN-2026",
    f"{'A' * 43}=",
    "A" * 43,
    f"scrypt$15$8$1${'A' * 22}${'A' * 43}",
    "2026-4",
    "https://www.example.org",
    "7K3F-Q9M2",
)
NUMBERS = (2, 10, 15, 20, 30, 100, 1)


def sample(cls: type[Message]) -> dict[str, Any]:
    """The JSON body of one message of this class."""
    return cls.model_validate(filled(cls, cls.TOPIC)).model_dump(mode="json")


def filled(cls: type[BaseModel], path: str) -> dict[str, Any]:
    """A value for every field, optional ones included; ``path`` makes ids differ from field to field."""
    body = {}
    for name, field in cls.model_fields.items():
        annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        body[name] = (
            closed(cls, name, path) if holds_a_box(annotation) else value(annotation, f"{path}.{name}")
        )
    return body | {"expects": None} if issubclass(cls, Command) else body


def holds_a_box(annotation: Any) -> bool:
    return Box in get_args(annotation) or any(map(holds_a_box, get_args(annotation)))


def closed(cls: type[BaseModel], name: str, path: str) -> Any:
    """A closed box, or as many as the field holds."""
    annotation = cls.model_fields[name].annotation
    category = sorted(sealed_as(cls, name))[0]
    if get_origin(annotation) is not tuple:
        return box(category, f"{path}.{name}")
    inner = get_args(annotation)
    count = 1 if inner[-1] is Ellipsis else len(inner)
    return [box(category, f"{path}.{name}[{n}]") for n in range(count)]


def sealed_as(cls: type[BaseModel], name: str) -> set[Category]:
    return next(sealing()[it, name] for it in cls.__mro__ if (it, name) in sealing())


@cache
def sealing() -> dict[tuple[type[BaseModel], str], set[Category]]:
    return {place: found for context in CONTEXTS for place, found in categories(context).items()}


def box(category: Category, path: str) -> Box:
    """Of the right form; nothing opens it, for there is no key."""
    bits = sha256(path.encode()).digest()
    nonce, ct, commit = (
        urlsafe_b64encode(part).decode().rstrip("=") for part in (bits[:12], bits + bits, bits)
    )
    owner = uuid5(SAMPLES, f"{path}/owner")
    return Box(
        key=uuid5(SAMPLES, f"{path}/key"), owner=owner, category=category, nonce=nonce, ct=ct, commit=commit
    )


def value(annotation: Any, path: str) -> Any:
    """The first of a few candidates that the type itself accepts. Raises LookupError when none does."""
    for candidate in candidates(annotation, path):
        try:
            TypeAdapter(annotation).validate_python(candidate)
        except ValidationError:
            continue
        return candidate
    raise LookupError(f"no sample fits {path}: {annotation}")


def candidates(annotation: Any, path: str) -> tuple[Any, ...]:
    origin, inner = get_origin(annotation), get_args(annotation)
    match origin:
        case _ if origin is Annotated:
            return candidates(inner[0], path)
        case _ if origin in (Union, UnionType):
            return candidates(next(it for it in inner if it is not type(None)), path)
        case _ if origin is Literal:
            return inner[:1]
        case _ if origin in (tuple, frozenset, list):
            return several(inner, path)
        case _ if origin is dict:
            return ({value(inner[0], f"{path}.key"): value(inner[1], f"{path}.value")},)
    return single(annotation, path)


def several(inner: tuple[Any, ...], path: str) -> tuple[Any, ...]:
    """One item, or two where one is too few; a tuple of fixed length in full."""
    if len(inner) > 1 and inner[-1] is not Ellipsis:
        return ([value(it, f"{path}[{n}]") for n, it in enumerate(inner)],)
    kinds = alternatives(inner[0])
    if len(kinds) > 1:
        return ([value(kind, f"{path}[{n}]") for n, kind in enumerate(kinds)],)
    items = [value(inner[0], f"{path}[{n}]") for n in range(2)]
    return items[:1], items


def alternatives(annotation: Any) -> list[Any]:
    """The shapes a union offers; all of them belong in a sample that may hold many."""
    if get_origin(annotation) is Annotated:
        return alternatives(get_args(annotation)[0])
    inner = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    return [it for it in inner if isinstance(it, type) and issubclass(it, BaseModel)]


def single(annotation: Any, path: str) -> tuple[Any, ...]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (filled(annotation, path),)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(annotation)
    plain: dict[Any, tuple[Any, ...]] = {
        UUID: (uuid5(SAMPLES, path),),
        date: (DAY,),
        datetime: (datetime(2026, 3, 2, 9, tzinfo=UTC),),
        AwareDatetime: (datetime(2026, 3, 2, 9, tzinfo=UTC),),
        bool: (True,),
        int: NUMBERS,
        float: (1.5,),
        str: TEXTS,
    }
    return plain[annotation]
