"""What a second person has confirmed is carried out: the vault destroys the keys, then the disposal is done."""

import asyncio
import json
from uuid import UUID, uuid5

import structlog
from eventsourcing.persistence import PersistenceError
from nats.errors import Error as NatsError

from events.category import Category
from events.envelope import Recorded
from events.network.disposal import DisposalConfirmed, DisposalDone, RecordDisposal
from services.kernel import clock
from services.kernel.following import heed_cancellation
from services.kernel.orders import Job, Order, by_the_house, digest
from services.kernel.runtime import Service

log = structlog.get_logger(__name__)
EVERY = 1.0
PATIENCE = 10.0
Case = tuple[UUID, str]


class NotYet(OSError):
    """The vault could not destroy all of it, copy included: to be asked again."""


class Shredder:
    """Keeps nothing of its own: what is confirmed and not done stands in the store, after any crash the same."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._position = 0
        self._waiting: dict[Case, Recorded] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            heed_cancellation()
            try:
                await asyncio.to_thread(self._look)
                for case, recorded in list(self._waiting.items()):
                    await self._carry_out(recorded)
                    del self._waiting[case]
            except (NatsError, OSError, PersistenceError) as error:
                log.warning("shredding", error=type(error).__name__)
            await asyncio.sleep(EVERY)

    def _look(self) -> None:
        while found := self._service.store.waiting(self._position):
            for notification in found:
                if notification.topic in (DisposalConfirmed.TOPIC, DisposalDone.TOPIC):
                    self._note(Recorded.model_validate_json(notification.state))
            self._position = found[-1].id

    def _note(self, recorded: Recorded) -> None:
        match fact := recorded.revived():
            case DisposalConfirmed():
                self._waiting[recorded.stream, fact.record_class] = recorded
            case DisposalDone():
                self._waiting.pop((recorded.stream, fact.record_class), None)

    async def _carry_out(self, recorded: Recorded) -> None:
        """Raises NotYet, NatsError. A key destroyed before a crash is counted again by its tombstone."""
        confirmed = recorded.revived()
        assert isinstance(confirmed, DisposalConfirmed)
        gone = [await self._destroy(confirmed, recorded, category) for category in confirmed.categories]
        own = {"stream": recorded.stream, "dossier": recorded.dossier}
        await self._say(recorded, RecordDisposal(**own, record_class=confirmed.record_class, keys=sum(gone)))

    async def _destroy(self, confirmed: DisposalConfirmed, recorded: Recorded, category: Category) -> int:
        scope = {"owner": str(confirmed.owner or recorded.dossier), "category": category.value}
        if confirmed.kind != "person":
            scope["dossier"] = str(recorded.dossier)
        asked = json.dumps({**scope, "decision": str(recorded.event_id)}).encode()
        reply = await self._service.client.request("casa.vault.destroy.network", asked, timeout=PATIENCE)
        answer = json.loads(reply.data)
        if not answer.get("complete"):
            raise NotYet(answer.get("error", "not complete"))
        return int(answer["gone"])

    async def _say(self, recorded: Recorded, command: RecordDisposal) -> None:
        now, settings = clock.now(), self._service.settings
        act = by_the_house(recorded.partnership, settings.zone, now, now)
        said = digest(command, settings.digest_key)
        order = Order(uuid5(recorded.event_id, "done"), command, act, said, caused_by=recorded.event_id)
        [reply] = await asyncio.wrap_future(self._service.writer.put(Job((order,))).done)
        if reply.outcome == "unavailable":
            raise NotYet(reply.reason or "writer")
        if not reply.accepted:
            log.error("shredding", refused=reply.reason)
