"""Funding lines: opened once, extended by an act, never shortened."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from events.envelope import Refusal
from events.message import Command, Fact
from events.network.line import ExtendLine, LineExtended, LineOpened, OpenLine
from services.kernel.deciding import Act, Decider
from services.network.term import backwards


@dataclass(frozen=True)
class Line:
    opened: LineOpened | None = None
    until: date = date.min

    def holds(self, day: date) -> bool:
        return self.opened is not None and self.opened.since <= day < self.until

    def covers(self, since: date, until: date) -> bool:
        return self.opened is not None and self.opened.since <= since and until <= self.until


def decide(line: Line, command: Command, act: Act) -> Iterator[Fact]:
    if command.stream != command.dossier:
        raise Refusal("line.misaddressed")
    match command:
        case OpenLine():
            yield from open_line(line, command)
        case ExtendLine():
            yield from extend(line, command)


def open_line(line: Line, command: OpenLine) -> Iterator[Fact]:
    if backwards(command.since, command.until):
        raise Refusal("line.ends-before-it-begins", field="until")
    fact = LineOpened(line=command.stream, **command.model_dump(exclude={"stream", "dossier", "expects"}))
    if line.opened is None:
        yield fact
    elif line.opened != fact:
        raise Refusal("line.already-open", field="code")


def extend(line: Line, command: ExtendLine) -> Iterator[Fact]:
    if line.opened is None:
        raise Refusal("line.unknown")
    if command.until < line.until:
        raise Refusal("line.never-shortened", field="until")
    if command.until > line.until:
        yield LineExtended(line=command.stream, before=line.until, until=command.until, act=command.act)


def evolve(line: Line, fact: Fact) -> Line:
    match fact:
        case LineOpened():
            return Line(fact, fact.until)
        case LineExtended():
            return replace(line, until=fact.until)
        case _:
            return line


LINE = Decider(Line(), decide, evolve, commands=(OpenLine, ExtendLine))
