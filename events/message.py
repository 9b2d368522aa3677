"""What is said between rooms: facts, commands, and how any earlier release's words are still understood."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from events.standing import Standing

FACTS: dict[str, type["Fact"]] = {}
COMMANDS: dict[str, type["Command"]] = {}

Body = dict[str, Any]
SomeMessage = TypeVar("SomeMessage", bound="Message")


class Unknown(ValueError):
    """A name or version this release has never heard of: kept aside, never guessed at."""


class Message(BaseModel):
    """Something said in the language of one context, under a catalogue name such as ``pacts.PactSigned``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    TOPIC: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1

    @classmethod
    def context(cls) -> str:
        return cls.TOPIC.partition(".")[0]


class Fact(Message):
    """Something that happened: past tense, and nothing but what happened.

    ``ABOUT`` names the fields that hold person ids (one, several or none): whom the record tells of.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        enter(FACTS, cls)

    def about(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(person for name in self.ABOUT for person in several(getattr(self, name))))

    def standings(self) -> tuple[Standing, ...]:
        """What this fact changes about who stands where; rights are read from facts and from nothing else."""
        return ()


class Command(Message):
    """Something asked for: imperative, with a client-made ``stream`` where it starts one.

    ``dossier`` is what its facts belong to: a cohabitation, an application, a person, a home, a call.
    ``expects`` is the version the asker saw, where a clash must be settled by a person.
    ``CLASHES`` are the facts (by class name) that make such a clash; without any, every later fact does.
    ``POWER`` is the power of the decree it takes to ask it on behalf of another; without one nobody may.
    """

    POWER: ClassVar[str] = ""
    CLASHES: ClassVar[tuple[str, ...]] = ()

    stream: UUID
    dossier: UUID
    expects: int | None = None

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        enter(COMMANDS, cls)

    def whose(self) -> UUID | None:
        """The person whose own act this is: asked by them, or by the holder of a power for them."""
        return None

    def among(self) -> tuple[UUID, ...]:
        """Persons named in it who must be, have been or be expected in ``dossier``: rights there end there."""
        return ()


def enter(catalogue: dict[str, type[SomeMessage]], cls: type[SomeMessage]) -> None:
    """Names a class after the context it is declared in: ``events.pacts.pact.PactSigned`` → ``pacts.PactSigned``.

    A class that moves to another context keeps its old name by declaring ``TOPIC`` itself.
    """
    cls.TOPIC = cls.__dict__.get("TOPIC") or f"{cls.__module__.split('.')[1]}.{cls.__name__}"
    catalogue[cls.TOPIC] = cls


def published(catalogue: dict[str, type[SomeMessage]]) -> dict[str, type[SomeMessage]]:
    """What the house itself says; tests enter words of their own."""
    return {topic: cls for topic, cls in catalogue.items() if cls.__module__.startswith("events.")}


def revive_fact(topic: str, version: int, body: Body) -> Fact:
    """Raises Unknown for a topic or version from a later release, pydantic's ValidationError for a bad body."""
    cls = known(FACTS, topic, version)
    return cls.model_validate(upcast(cls, version, body))


def revive_command(topic: str, version: int, body: Body) -> Command:
    """Raises Unknown or pydantic's ValidationError: the asker may be an old phone, or no friend of ours."""
    cls = known(COMMANDS, topic, version)
    return cls.model_validate(upcast(cls, version, body))


def known(catalogue: dict[str, type[SomeMessage]], topic: str, version: int) -> type[SomeMessage]:
    cls = catalogue.get(topic)
    if cls is None or not 1 <= version <= cls.VERSION:
        raise Unknown(f"{topic} v{version}")
    return cls


def upcast(cls: type[Message], version: int, body: Body) -> Body:
    """Applies ``upcast_v1_v2``, ``upcast_v2_v3``… on a copy, so that stored bytes stay as they were written."""
    for step in range(version, cls.VERSION):
        lift: Callable[[Body], Body] = getattr(cls, f"upcast_v{step}_v{step + 1}")
        body = lift(dict(body))
    return body


def several(value: Any) -> Iterator[UUID]:
    if isinstance(value, (tuple, frozenset)):
        yield from value
    elif value is not None:
        yield value
