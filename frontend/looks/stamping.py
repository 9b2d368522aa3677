"""The record of a look: the same bytes on this node, in the stream and in the history."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from events.envelope import Recorded, event_id
from events.reads.look import RecordRead, looks_of
from frontend.looks.look import Look

AGAIN = "again"


@dataclass(frozen=True)
class Writer:
    """Whose records they are: this node, for a partnership, in an IANA zone."""

    node: UUID
    partnership: str
    zone: str

    def first(self, it: Look, version: int) -> Recorded:
        """A look that repeats none before it."""
        return self._stamped(
            it, event_id(it.opening, "reads", it.n), version, self._told(it, 1, it.at, it.at)
        )

    def repeats(self, it: Look, version: int, times: int, first: datetime, last: datetime) -> Recorded:
        """All further looks like ``it`` within its quarter of an hour."""
        before = event_id(it.opening, "reads", it.n)
        return self._stamped(it, uuid5(before, AGAIN), version, self._told(it, times, first, last, before))

    def _told(
        self, it: Look, times: int, first: datetime, last: datetime, extends: UUID | None = None
    ) -> RecordRead:
        return RecordRead(
            reader=it.reader, role=it.role, organisation=it.organisation, owner=it.owner, categories=it.categories,
            page=it.page, times=times, first=first, last=last, copied=it.copied, glass=it.glass,
            name_only=it.name_only, extends=extends,
        )  # fmt: skip

    def _stamped(self, it: Look, identity: UUID, version: int, fact: RecordRead) -> Recorded:
        return Recorded(
            event_id=identity, topic=fact.TOPIC, version=fact.VERSION, stream=looks_of(it.owner, self.node),
            stream_version=version, partnership=self.partnership, dossier=it.owner, subjects=fact.about(),
            actor=it.reader, role=it.role, organisation=it.organisation, on_behalf_of=None, occurred_at=fact.last,
            zone=self.zone, received_at=fact.last, recorded_at=fact.last, command_id=it.opening, caused_by=fact.extends,
            fact=fact.model_dump(mode="json"),
        )  # fmt: skip
