"""One sitting of the writer: orders decided in turn on states kept in memory, written together afterwards."""

from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from events.envelope import Recorded, Refusal, fact_in
from events.message import Command, Fact
from services.kernel.deciding import Decider
from services.kernel.orders import Order
from services.kernel.stamping import Keys, opened, stamp
from services.kernel.store import Store


@dataclass(frozen=True)
class Loaded:
    """A stream as far as it has been folded; ``dossier`` and ``partnership`` are fixed by its first fact.

    ``ours`` is False when that first fact is another aggregate's.
    """

    state: Any
    version: int = 0
    dossier: UUID | None = None
    partnership: str | None = None
    ours: bool = True


Known = dict[tuple[int, UUID], Loaded]


class Decided(NamedTuple):
    """A record to write, and its fact as anybody will read it from there: boxes closed and placed."""

    record: Recorded
    fact: Fact


class Sitting:
    """Nothing decided here is true until it is written; ``known`` then joins the writer's cache."""

    def __init__(self, store: Store, deciders: Mapping[str, Decider[Any]], cache: Known, keys: Keys) -> None:
        self.store = store
        self.deciders = deciders
        self.keys = keys
        self.cache = cache
        self.known: Known = {}
        self.said: dict[UUID, list[Recorded]] = {}

    def decide(self, order: Order, now: datetime) -> list[Decided]:
        """What an accepted order says; raises Refusal, and then nothing of it remains."""
        trial: Known = {}
        new: list[Decided] = []
        waiting: deque[Command] = deque([order.command])
        while waiting:
            self.turn(waiting.popleft(), order, now, trial, new, waiting)
        self.known.update(trial)
        for it in new:
            self.said.setdefault(it.record.stream, []).append(it.record)
        return new

    def turn(
        self,
        command: Command,
        order: Order,
        now: datetime,
        trial: Known,
        new: list[Decided],
        waiting: deque[Command],
    ) -> None:
        decider = self.deciders[command.TOPIC]
        loaded = self.load(decider, command.stream, trial)
        check(command, loaded, order)
        self.check_unchanged(command, loaded, order)
        self.check_new(command, loaded, trial)
        seen = {
            name: self.load(it.decider, it.stream, trial).state for name, it in decider.reads(command).items()
        }
        for said in decider.decide(loaded.state, command, order.act, **seen):
            if isinstance(said, Command):
                waiting.append(said)
                continue
            dossier = loaded.dossier or command.dossier
            it = stamp(said, order, len(new), command.stream, loaded.version + 1, dossier, now, self.keys)
            loaded = trial[id(decider), command.stream] = self.next(decider, loaded, *it)
            new.append(Decided(*it))

    def next(self, decider: Decider[Any], loaded: Loaded, record: Recorded, fact: Fact) -> Loaded:
        if decider.opens:
            fact = opened(fact, decider.opens, record.dossier, self.keys)
        state = decider.evolve(loaded.state, fact)
        ours = loaded.ours if loaded.version else decider.owns(fact)
        return Loaded(state, record.stream_version, record.dossier, record.partnership, ours)

    def load(self, decider: Decider[Any], stream: UUID, trial: Known) -> Loaded:
        key = (id(decider), stream)
        found = trial.get(key) or self.known.get(key) or self.cache.get(key)
        if found is None:
            found = self.known[key] = self.folded(decider, stream)
        return found

    def folded(self, decider: Decider[Any], stream: UUID) -> Loaded:
        """From the store. Only the first record is read whole: what it says of the stream holds for all."""
        stored = self.store.stored(stream)
        if not stored:
            return Loaded(decider.initial)
        first = Recorded.model_validate_json(stored[0].state)
        loaded = self.next(decider, Loaded(decider.initial), first, first.revived())
        state = loaded.state
        for it in stored[1:]:
            fact = fact_in(it.topic, it.state)
            if decider.opens:
                fact = opened(fact, decider.opens, first.dossier, self.keys)
            state = decider.evolve(state, fact)
        return replace(loaded, state=state, version=stored[-1].version)

    def check_unchanged(self, command: Command, loaded: Loaded, order: Order) -> None:
        """A person may insist on what they saw: another's change since then is theirs to settle, not their own."""
        if command.expects is None or command.expects == loaded.version:
            return
        # What is decided in this very sitting is not in the store yet.
        unwritten = (it for it in self.said.get(command.stream, ()) if it.stream_version > command.expects)
        since = [*self.store.history(command.stream, command.expects), *unwritten]
        theirs = {it.topic.partition(".")[2] for it in since if it.actor != order.act.actor}
        unseen = command.expects + len(since) != loaded.version
        if unseen or theirs.intersection(command.CLASHES or theirs):
            raise Refusal("command.stale")

    def check_new(self, command: Command, loaded: Loaded, trial: Known) -> None:
        """Nor may a stream be started that another aggregate has just started, in what is not stored yet."""
        if loaded.version:
            return
        others = ((id(decider), command.stream) for decider in self.deciders.values())
        if any(it.version for key in others if (it := trial.get(key) or self.known.get(key))):
            raise Refusal("command.wrong-stream")


def check(command: Command, loaded: Loaded, order: Order) -> None:
    """A stream belongs to one aggregate and one dossier."""
    if loaded.version and loaded.partnership != order.act.partnership:
        raise Refusal("access.not-yours")
    if not loaded.ours:
        raise Refusal("command.wrong-stream")
    if loaded.version and loaded.dossier != command.dossier:
        raise Refusal("command.wrong-dossier")


class Cache(OrderedDict[tuple[int, UUID], Loaded]):
    """The streams folded last; the writer is the only one who appends, so they stay true."""

    def __init__(self, size: int = 5_000) -> None:
        super().__init__()
        self.size = size

    def keep(self, known: Known) -> None:
        for key, loaded in known.items():
            self[key] = loaded
            self.move_to_end(key)
        while len(self) > self.size:
            self.popitem(last=False)
