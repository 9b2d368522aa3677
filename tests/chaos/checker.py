"""Jepsen's questions, on what the clients were told and what the house left behind: pure, and tested itself.

set-full: whatever was accepted is there, once · total-queue: what went in comes out of stream and archive, once ·
per-key order: each stream's facts stand in the order they were made, and after what had been answered before.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tests.chaos.record import Line, topics

Names = list[str]


@dataclass(frozen=True)
class Left:
    """Context → its facts as bytes, in the order of commits and of the stream; the archive in the order of arrival.

    ``wanted``: command ids that policies owe, with what for; ``given``: those some service has answered.
    """

    stores: Mapping[str, Sequence[bytes]]
    streams: Mapping[str, Sequence[bytes]]
    archive: Sequence[bytes]
    before: Mapping[str, int] = field(default_factory=dict)
    wanted: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    @cached_property
    def facts(self) -> dict[str, list[dict[str, Any]]]:
        return {context: [json.loads(it) for it in states] for context, states in self.stores.items()}

    @cached_property
    def made(self) -> dict[str, list[tuple[int, dict[str, Any]]]]:
        """Command id → its facts with their place in the store."""
        found: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        for facts in self.facts.values():
            for place, fact in enumerate(facts):
                found[fact["command_id"]].append((place, fact))
        return found


@dataclass(frozen=True)
class Verdict:
    accepted: int
    lost: Names
    doubled: Names
    disordered: Names

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.disordered)


def check(lines: Sequence[Line], left: Left) -> Verdict:
    accepted = {line.id: line for line in lines if line.said == "ok"}
    return Verdict(
        len(accepted),
        [*unkept(accepted, left), *taken_back(lines), *undelivered(left), *unheard(left)],
        [*doubled(lines, left), *delivered_again(left), *asked_by_nobody(lines, left)],
        [*disordered(left), *overtaken(lines, left)],
    )


def unkept(accepted: Mapping[str, Line], left: Left) -> Iterator[str]:
    for id, line in accepted.items():
        found = len(left.made.get(id, ()))
        if found < line.facts:
            yield f"{line.topic} {id}: accepted, {found} of {line.facts} facts in the store"


def taken_back(lines: Iterable[Line]) -> Iterator[str]:
    """An answer is the same for ever."""
    told: dict[str, str] = {}
    for line in lines:
        if line.said in ("ok", "refused") and told.setdefault(line.id, line.said) != line.said:
            yield f"{line.topic} {line.id}: {told[line.id]}, later {line.said} ({line.why})"


def undelivered(left: Left) -> Iterator[str]:
    for context, states in left.stores.items():
        for place, many in (
            ("stream", Counter(left.streams.get(context, ()))),
            ("archive", Counter(left.archive)),
        ):
            yield from (f"{named(state)}: not in the {place}" for state in states if not many[state])


def unheard(left: Left) -> Iterator[str]:
    for id, why in left.wanted.items():
        if id not in left.given:
            yield f"policy {why}: never asked ({id})"


def doubled(lines: Iterable[Line], left: Left) -> Iterator[str]:
    ids = Counter(fact["event_id"] for facts in left.facts.values() for fact in facts)
    yield from (f"event {id}: {many} times in a store" for id, many in ids.items() if many > 1)
    for line in {line.id: line for line in lines}.values():
        found = len(left.made.get(line.id, ()))
        if found > line.facts:
            yield f"{line.topic} {line.id}: {found} facts of one command"
        if found and line.said == "refused":
            yield f"{line.topic} {line.id}: refused ({line.why}) and yet in the store"


def delivered_again(left: Left) -> Iterator[str]:
    stored = Counter(state for states in left.stores.values() for state in states)
    streamed = Counter(state for states in left.streams.values() for state in states)
    for place, many in (("stream", streamed), ("archive", Counter(left.archive))):
        yield from (
            f"{named(state)}: {n} times in the {place}, {stored[state]} in the store"
            for state, n in many.items()
            if n > max(1, stored[state]) or not stored[state]
        )


def asked_by_nobody(lines: Sequence[Line], left: Left) -> Iterator[str]:
    """Of the kinds the clients asked for, since the run began."""
    asked, kinds = {line.id for line in lines}, topics(lines)
    for context, facts in left.facts.items():
        for fact in facts[left.before.get(context, 0) :]:
            by_a_client = fact["caused_by"] is None and fact["role"] != "system"
            if kinds and by_a_client and fact["command_id"] not in asked:
                yield f"{fact['topic']} {fact['command_id']}: nobody asked for it"


def disordered(left: Left) -> Iterator[str]:
    for context, states in left.stores.items():
        yield from breaks(f"store {context}", states)
        yield from breaks(f"stream {context}", left.streams.get(context, ()))
        if list(left.streams.get(context, ())) != list(states):
            yield f"stream {context}: not the order of the store"
    yield from breaks("archive", left.archive)


def breaks(place: str, states: Iterable[bytes]) -> Iterator[str]:
    """Each version of a stream follows the one before."""
    versions: dict[str, int] = {}
    for state in states:
        it = json.loads(state)
        known = versions.get(it["stream"], 0)
        if it["stream_version"] != known + 1:
            yield f"{place}: {it['topic']} {it['event_id']} is version {it['stream_version']} after {known}"
        versions[it["stream"]] = max(known, it["stream_version"])


def overtaken(lines: Iterable[Line], left: Left) -> Iterator[str]:
    """What was asked after another's yes was heard stands behind it, in each context."""
    answered: dict[str, int] = {}
    at_least: dict[str, int] = {}
    for line in lines:
        places = [place for place, _ in left.made.get(line.id, ())]
        if line.said == "invoke":
            at_least[line.id] = answered.get(line.context, -1)
        elif line.said == "ok" and places:
            answered[line.context] = max(answered.get(line.context, -1), max(places))
        if line.said == "invoke" and places and min(places) <= at_least[line.id]:
            yield f"{line.topic} {line.id}: at {min(places)}, asked after {at_least[line.id]} was answered"


def named(state: bytes) -> str:
    it = json.loads(state)
    return f"{it['topic']} {it['event_id']} of command {it['command_id']}"
