"""A fact as one plain sentence: the words of its context, and values that each page shows as its reader may see."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any
from uuid import UUID

from markupsafe import Markup, escape

from events.message import Fact
from events.sealed import Box
from frontend import moments
from frontend.door import lens, opened
from frontend.i18n import LOCALE, gettext

FOLDER = Path(__file__).parent / "sentences"
Words = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Someone:
    """A person in a sentence: called by name only where the page is made for someone who may know it."""

    person: UUID


Part = str | Someone | Box


@dataclass(frozen=True)
class Told:
    """Parts of a sentence. Print it in a template; the door finds the ids and boxes inside by itself."""

    parts: tuple[Part, ...] = ()

    def __html__(self) -> Markup:
        told = Markup("")
        for part in self.parts:
            words = shown(part)
            # Whoever wrote the words inside may have ended them with a stop of their own.
            told += words[1:] if words[:1] == "." and told[-1:] in tuple(".!?…") else words
        return told

    def __str__(self) -> str:
        return self.__html__().striptags()


def shown(part: Part) -> Markup:
    if isinstance(part, Someone):
        return escape(lens().names.called(part.person))
    return escape(opened(part))


def sentence(fact: Fact, actor: UUID | None = None, names: Mapping[UUID, str] | None = None) -> Told:
    """What happened, in the reader's language. ``names``: public names of homes, organisations, cohabitations.

    Any other id is a person's. A fact nobody wrote a sentence for is told by a constant one.
    """
    pattern = sentences().get(fact.TOPIC, {}).get(LOCALE.get())
    if pattern is None:
        return Told((gettext("È stato scritto un fatto che qui non ha ancora parole."),))
    return Told(tuple(parts(pattern, fact, actor, names or {})))


def parts(pattern: str, fact: Fact, actor: UUID | None, names: Mapping[UUID, str]) -> Iterator[Part]:
    for words, name, _, _ in Formatter().parse(pattern):
        if words:
            yield words
        if name:
            value = actor if name == "actor" else getattr(fact, name)
            yield from put(value, fact.context(), name, names)


def put(value: Any, context: str, name: str, names: Mapping[UUID, str]) -> Iterator[Part]:
    """The parts that stand for one value; ``name`` is its field, ``context`` whose codes it may be."""
    match value:
        case Box():
            yield value
        case UUID():
            yield names.get(value) or Someone(value)
        case tuple() | list() | frozenset():
            yield from listed([put(each, context, name, names) for each in value])
        case _:
            yield plain(value, context, name)


def listed(items: list[Iterator[Part]]) -> Iterator[Part]:
    """One, two and three."""
    for n, item in enumerate(items):
        if n:
            yield gettext(" e ") if n == len(items) - 1 else ", "
        yield from item


def plain(value: Any, context: str, name: str) -> str:
    match value:
        case None:
            return "—"
        case bool():
            return gettext("sì") if value else gettext("no")
        case datetime():
            return moments.clock(value)
        case date():
            return moments.day(value, "year")
        case int() if name == "cents":
            return moments.euro(value)
        case int() | float():
            return moments.number(value)
        case _:
            return code(context, name, str(value))


def code(context: str, name: str, value: str) -> str:
    """A code of the language of facts in words; what is no code (a public name, a rule) stays as it is."""
    return codes(context).get(name, {}).get(value, {}).get(LOCALE.get(), value)


def called(*people: UUID) -> Told:
    """ "Ahmed e Marco", each as the reader may call them."""
    return Told(tuple(listed([iter((Someone(person),)) for person in people])))


@cache
def sentences() -> Words:
    """Topic → language → sentence, of all contexts."""
    found: Words = {}
    for file in sorted(FOLDER.glob("*.json")):
        found |= json.loads(file.read_text("utf-8"))
    return found


@cache
def codes(context: str) -> dict[str, Words]:
    """Field → code → language → words."""
    file = FOLDER / "codes" / f"{context}.json"
    loaded: dict[str, Words] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return loaded
