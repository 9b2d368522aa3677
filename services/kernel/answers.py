"""Answers are remembered: the same command, asked again at any time, gets the answer it got."""

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from events.envelope import Refusal, Reply
from services.kernel import clock, tables
from services.kernel.orders import Job, Order, repeats
from services.kernel.sitting import Decided
from services.kernel.store import Parameters, Row, Statement, Store

BROKEN = "command.broken"


class NotYet(Exception):
    """The command this one builds on has not been answered: try again later, nothing is decided."""


class Answers:
    """The replies of one sitting: those already given once, and those being given now."""

    def __init__(self, store: Store, jobs: list[Job]) -> None:
        self.store = store
        self.jobs = jobs
        self.replies: dict[int, Reply] = {}
        self.last: dict[UUID, UUID] = {}
        self.rows: list[Parameters] = []
        self.now: dict[UUID, tuple[Order, Reply]] = {}
        orders = [order for job in jobs for order in job.orders]
        asked = {order.command_id for order in orders} | {order.after for order in orders if order.after}
        self.before = self.remembered(asked)
        self.at = clock.now().isoformat()

    def remembered(self, ids: set[UUID]) -> dict[UUID, Row]:
        """In one query, however many wait together."""
        if len(ids) == 1:
            rows = self.store.rows(f"{FIND}= :asked", asked=str(*ids))
            return {UUID(row["command_id"]): row for row in rows}
        asked = json.dumps([str(each) for each in ids])
        rows = self.store.rows(FIND + self.store.among("asked"), asked=asked) if ids else []
        return {UUID(row["command_id"]): row for row in rows}

    def already(self, order: Order) -> bool:
        """Whether it has an answer: the same for the same asker and words, a refusal for anyone or anything else."""
        if order.command_id in self.before:
            row = self.before[order.command_id]
            same = row["actor"] == str(order.act.actor) and repeats(row["digest"], order.digest)
            self.replies[id(order)] = self.again(order, row) if same else self.taken(order)
            return True
        if order.command_id in self.now:
            first, reply = self.now[order.command_id]
            same = (first.act.actor, first.digest) == (order.act.actor, order.digest)
            self.replies[id(order)] = reply if same else self.taken(order)
            return True
        return False

    def again(self, order: Order, row: Row) -> Reply:
        position = (
            self.store.position_of(UUID(row["stream"]), row["version"]) if row["outcome"] == "accepted" else 0
        )
        return Reply(
            outcome=row["outcome"],
            context=self.store.name,
            command_id=order.command_id,
            position=position,
            version=row["version"],
            reason=row["reason"],
            field=row["field"],
        )

    def taken(self, order: Order) -> Reply:
        return self.reply(order, "refused", reason="command.id-taken")

    def check_predecessor(self, after: UUID) -> None:
        """Raises Refusal when the command this one builds on was refused, NotYet when it is still unknown."""
        outcome = self.outcome(after)
        if outcome is None:
            raise NotYet
        if outcome == "refused":
            raise Refusal("command.predecessor-refused")

    def outcome(self, command_id: UUID) -> str | None:
        if command_id in self.now:
            return self.now[command_id][1].outcome
        return self.before[command_id]["outcome"] if command_id in self.before else None

    def accept(self, order: Order, new: list[Decided]) -> None:
        stream, version = order.command.stream, 0
        if new:
            last = new[-1].record
            stream, version = last.stream, last.stream_version
            self.last[order.command_id] = last.event_id
        self.give(order, self.reply(order, "accepted", version=version), stream)

    def refuse(self, order: Order, refusal: Refusal) -> None:
        reply = self.reply(order, "refused", reason=refusal.reason, field=refusal.field)
        self.give(order, reply, order.command.stream)

    def unavailable(self, order: Order, reason: str) -> None:
        self.replies[id(order)] = self.reply(order, "unavailable", reason=reason)

    def undecided(self, job: Job) -> bool:
        """Some order could not be decided for lack of a key or a store: what goes with the job must wait too."""
        replies = [self.replies[id(order)] for order in job.orders]
        return any(reply.outcome == "unavailable" and reply.reason != BROKEN for reply in replies)

    def give(self, order: Order, reply: Reply, stream: UUID) -> None:
        self.replies[id(order)] = reply
        self.now[order.command_id] = (order, reply)
        self.rows.append(
            {
                "command_id": str(order.command_id),
                "actor": str(order.act.actor),
                "digest": order.digest,
                "outcome": reply.outcome,
                "stream": str(stream),
                "version": reply.version,
                "reason": reply.reason,
                "field": reply.field,
                "at": self.at,
            }
        )

    def statements(self) -> list[Statement]:
        """All answers given now, as rows of one statement."""
        return [self.store.rows_of(tables.REPLIES, self.rows)] if self.rows else []

    def reply(self, order: Order, outcome: str, **more: object) -> Reply:
        body = {"outcome": outcome, "context": self.store.name, "command_id": order.command_id, **more}
        return Reply.model_validate(body)

    def given(self, positions: Mapping[UUID, int]) -> Iterator[tuple[Job, list[Reply]]]:
        """Every job with its replies, now that the positions of the facts are known."""
        for job in self.jobs:
            yield job, [self.placed(self.replies[id(order)], positions) for order in job.orders]

    def placed(self, reply: Reply, positions: Mapping[UUID, int]) -> Reply:
        # An id may have been asked by two: the second is refused it, and told nothing of the first one's fact.
        if reply.accepted and (last := self.last.get(reply.command_id)):
            # Made a moment ago and given to nobody yet.
            object.__setattr__(reply, "position", positions[last])
        return reply


FIND = (
    "SELECT command_id, actor, digest, outcome, stream, version, reason, field"
    " FROM {s}replies WHERE command_id "
)
