"""What this service does when it hears a fact: it learns who stands where, and its policies ask for commands."""

import asyncio
from collections.abc import Iterator, Mapping

import structlog
from nats.aio.client import Client

from events.envelope import Recorded
from events.message import Fact
from events.standing import Standing
from services.kernel import clock, tables
from services.kernel.answers import BROKEN, NotYet
from services.kernel.arrival import Arrival, Cursor, advanced
from services.kernel.courier import CONTEXTS
from services.kernel.deciding import Reaction
from services.kernel.following import Following
from services.kernel.freeing import Freeing
from services.kernel.orders import Job, Order, by_the_house, caused
from services.kernel.settings import Settings
from services.kernel.store import Statement, Store
from services.kernel.writer import Writer

log = structlog.get_logger(__name__)
PATIENCE = 2.0
LAZY = 500


class Foreign(ValueError):
    """A fact of one context in the stream of another: no relay of ours put it there."""


class Reactions:
    """Follows every context; the cursor is written in the transaction of the commands a fact caused."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        writer: Writer,
        client: Client,
        react: Reaction | None,
        listens: tuple[str, ...],
    ) -> None:
        self.store = store
        self.client = client
        self.settings = settings
        self.writer = writer
        self.react = react
        self.listens = listens
        self.moved = asyncio.Condition()
        self.unsaved = dict.fromkeys(CONTEXTS, 0)
        cursors = {row["context"]: Cursor(**{k: row[k] for k in FIELDS}) for row in store.rows(CURSORS)}
        # Who stands where by its own facts, a service knows since their commit.
        heard = (each for each in CONTEXTS if each != store.name or each in listens)
        self.followings = {each: self.following(client, each, cursors.get(each)) for each in heard}

    def following(self, client: Client, context: str, cursor: Cursor | None) -> Following:
        async def take(batch: list[Arrival]) -> None:
            await self.take(context, batch)

        return Following(client, context, cursor, take)

    def cursors(self) -> dict[str, Cursor]:
        """Context → how far it was heard, of those of which anything was."""
        return {each: it.cursor for each, it in self.followings.items() if it.cursor}

    async def run(self) -> None:
        await Freeing(self.store, self.client, self.writer, self).run()
        async with asyncio.TaskGroup() as group:
            for following in self.followings.values():
                group.create_task(following.run())

    async def take(self, context: str, batch: list[Arrival]) -> None:
        job = await asyncio.to_thread(self.job, context, batch)
        if self.says_nothing(job, context, len(batch)):
            asyncio.get_running_loop().call_soon(self.announce)
            return
        self.unsaved[context] = 0
        replies = await asyncio.wrap_future(self.writer.put(job).done)
        if any(reply.outcome == "unavailable" and reply.reason != BROKEN for reply in replies):
            raise NotYet
        for reply in replies:
            if reply.reason == BROKEN:
                log.error("parked", context=self.store.name, id=str(reply.command_id))
            elif not reply.accepted:
                log.warning("policy", context=self.store.name, reason=reply.reason, id=str(reply.command_id))
        asyncio.get_running_loop().call_soon(self.announce)

    def says_nothing(self, job: Job, context: str, facts: int) -> bool:
        """Facts that change nothing here cost no commit: after a crash they are simply heard again."""
        self.unsaved[context] += facts
        return not job.orders and not job.standings and len(job.also) == 1 and self.unsaved[context] < LAZY

    def job(self, context: str, batch: list[Arrival]) -> Job:
        """Everything a batch means to this service, as one transaction."""
        orders: list[Order] = []
        also: list[Statement] = [self.cursor(context, batch)]
        standings: list[Standing] = []
        for arrival in batch:
            try:
                asked, stands = self.meant(arrival)
                orders += asked
                standings += stands
            except Exception as error:  # whatever is wrong with it must not stop the others
                log.error("parked", context=context, position=arrival.position, error=type(error).__name__)
                also.append(self.park(arrival, type(error).__name__))
        return Job(tuple(orders), tuple(also), tuple(standings))

    def meant(self, arrival: Arrival) -> tuple[list[Order], list[Standing]]:
        """What it asks of this service, and who stands where by it. Raises whatever its policy does."""
        recorded = own(arrival)
        fact = recorded.revived()
        foreign = arrival.context != self.store.name
        return [*self.orders(fact, recorded, arrival)], [*fact.standings()] if foreign else []

    def orders(self, fact: Fact, recorded: Recorded, arrival: Arrival) -> Iterator[Order]:
        if self.react is None or recorded.context not in self.listens:
            return
        act = by_the_house(recorded.partnership, self.settings.zone, recorded.occurred_at, clock.now())
        for n, command in enumerate(self.react(fact, recorded)):
            purpose = f"{self.store.name}/{command.TOPIC}/{n}"
            parked = self.park(arrival, f"{BROKEN}: {command.TOPIC}")
            yield caused(command, recorded, act, purpose, self.settings.digest_key, parked)

    def cursor(self, context: str, batch: list[Arrival]) -> Statement:
        known = advanced(self.followings[context].cursor, batch)
        return self.store.statement(
            tables.CURSOR, context=context, **{name: getattr(known, name) for name in FIELDS}
        )

    def park(self, arrival: Arrival, reason: str) -> Statement:
        return self.store.statement(
            tables.PARK,
            context=arrival.context,
            epoch=arrival.epoch,
            position=arrival.position or -arrival.sequence,
            reason=reason,
            # PostgreSQL keeps no NUL in a text, and a message that cannot be kept would block all others.
            data=arrival.data.decode(errors="replace").replace("\0", "\ufffd"),
            at=clock.now().isoformat(),
        )

    def announce(self) -> None:
        asyncio.ensure_future(self._announce())  # noqa: RUF006 - short, and nothing depends on it

    async def _announce(self) -> None:
        async with self.moved:
            self.moved.notify_all()

    async def caught_up(self, seen: Mapping[str, int]) -> None:
        """Waits a little until this service knows what the asker knew; then goes on with what it has."""
        try:
            async with asyncio.timeout(PATIENCE), self.moved:
                await self.moved.wait_for(lambda: self.knows_all(seen))
        except TimeoutError:
            log.info("not caught up", context=self.store.name)

    def knows(self, context: str, position: int) -> bool:
        """Standings of one's own facts are taken at the commit itself."""
        return context == self.store.name or self.followings[context].position >= position

    def knows_all(self, seen: Mapping[str, int]) -> bool:
        return all(self.knows(each, upto) for each, upto in seen.items() if each in self.followings)


def own(arrival: Arrival) -> Recorded:
    """Who may write into a stream may say only facts of that context there, whatever stands in the bytes.

    Raises Foreign, ValidationError.
    """
    recorded = Recorded.model_validate_json(arrival.data)
    if not arrival.position or recorded.context != arrival.context:
        raise Foreign(arrival.context)
    return recorded


FIELDS = ("epoch", "position", "sequence", "created")
CURSORS = "SELECT context, epoch, position, sequence, created FROM {s}cursors"
