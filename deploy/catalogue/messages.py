"""docs/events.md: every fact and command by context, with fields, what is sealed, and who may ask."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from deploy.catalogue.sealing import Sealing, categories
from deploy.catalogue.shapes import is_sealed, models, said, within, words
from events.access import COMMANDS as GRANTS
from events.message import COMMANDS, FACTS, Command, Fact, Message, published
from events.role import Grant, Reach

CONTEXTS = ("network", "intake", "matching", "pacts", "accompaniment", "reads")
COMMON = tuple(Command.model_fields)
HEAD = """# Facts and commands

Written by `make docs` from the catalogue in [`events/`](../events/); change it there, not here.

A **fact** is what happened: stored, published and shown as the same bytes, inside the envelope `Recorded`
of [`events/envelope.py`](../events/envelope.py). "Tells of" names the persons it is about.
A **command** is what is asked for; besides the fields below it names the `stream` it is about, the
`dossier` its facts belong to, and, where a clash must be settled by a person, the version it `expects`.
*Sealed* fields are closed boxes everywhere but at the one door; the category beside each decides who may
read it ([access.md](access.md)).
"""


def page() -> str:
    return "\n".join([HEAD, *(line for context in CONTEXTS for line in of_context(context))])


def of_context(context: str) -> Iterator[str]:
    facts = [it for it in published(FACTS).values() if it.context() == context]
    commands = [it for it in published(COMMANDS).values() if it.context() == context]
    sealed = categories(context)
    yield f"## {context}\n\n{len(facts)} facts, {len(commands)} commands.\n"
    yield f"### Facts of {context}\n"
    for fact in sorted(facts, key=lambda it: it.TOPIC):
        yield from of_fact(fact, sealed)
    if commands:
        yield f"### Commands of {context}\n"
    for command in sorted(commands, key=lambda it: it.TOPIC):
        yield from of_command(command, sealed)
    yield from shapes([*facts, *commands], context, sealed)


def of_fact(fact: type[Fact], sealed: Sealing) -> Iterator[str]:
    yield heading(fact)
    if fact.ABOUT:
        yield f"Tells of: {', '.join(f'`{name}`' for name in fact.ABOUT)}.\n"
    yield from table(fact, sealed)


def of_command(command: type[Command], sealed: Sealing) -> Iterator[str]:
    yield heading(command)
    yield f"Who may ask: {', '.join(map(granted, GRANTS.get(command.TOPIC, ()))) or 'nobody'}.\n"
    yield from table(command, sealed, COMMON)


def heading(message: type[Message]) -> str:
    room = message.__module__.replace(".", "/")
    name = message.TOPIC.partition(".")[2]
    text = said(message)
    return f"#### {name}\n\n`{message.TOPIC}` version {message.VERSION} · [{room}.py](../{room}.py)\n" + (
        f"\n{text}\n" if text else ""
    )


def granted(grant: Grant) -> str:
    limits = [*([] if grant.reach is Reach.ANY else [grant.reach.value]), *filter(None, (grant.skill,))]
    return f"{grant.role.value} ({', '.join(limits)})" if limits else grant.role.value


def table(cls: type[BaseModel], sealed: Sealing, without: Iterable[str] = ()) -> Iterator[str]:
    shown = {name: field for name, field in cls.model_fields.items() if name not in without}
    if not shown:
        return
    rows = [row(cls, name, field, sealed) for name, field in shown.items()]
    columns = 3 if any(cells[2] for cells in rows) else 2
    yield f"{line(('field', 'holds', 'sealed as')[:columns])}\n|{'---|' * columns}"
    yield from (line(cells[:columns]) for cells in rows)
    yield ""


def row(cls: type[BaseModel], name: str, field: FieldInfo, sealed: Sealing) -> tuple[str, str, str]:
    holds = words(field.annotation, tuple(field.metadata))
    return f"`{name}`", holds, closed_as(cls, name, field.annotation, sealed)


def line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def closed_as(cls: type[BaseModel], name: str, annotation: Any, sealed: Sealing) -> str:
    if is_sealed(annotation):
        return named(cls, name, sealed)
    inside = (
        it for it in within(annotation) if any(is_sealed(f.annotation) for f in it.model_fields.values())
    )
    return ", ".join(f"within `{it.__name__}`" for it in inside)


def named(cls: type[BaseModel], name: str, sealed: Sealing) -> str:
    """Raises LookupError for a sealed field whose category no rule says: a value nobody could ever read."""
    holder = next((it for it in cls.__mro__ if (it, name) in sealed), None)
    if holder is None:
        raise LookupError(f"no rule seals {cls.__name__}.{name}")
    return " or ".join(sorted(category.value for category in sealed[holder, name]))


def shapes(messages: Iterable[type[BaseModel]], context: str, sealed: Sealing) -> Iterator[str]:
    found = {it.__name__: it for message in messages for it in models(message)}
    if found:
        yield f"### Shapes of {context}\n"
    for name, cls in sorted(found.items()):
        text = said(cls)
        yield f"#### {name}\n" + (f"\n{text}\n" if text else "")
        yield from table(cls, sealed)
