"""A funding line, and records as history keeps them, made from facts one after the other."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from events.accompaniment.visit import VisitEnded, VisitMinutesCorrected, VisitStarted
from events.message import Fact
from events.network.attribution import PlaceAttributed, attribution_of
from events.network.line import LineOpened
from events.sealed import each_sealed
from tests.people import COHABITATION_SAN_VITO, id_of

LINE, OTHER = id_of("Linea Dopo di Noi 2026"), id_of("Linea regionale 2026")
JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)
HERE = COHABITATION_SAN_VITO


def line(it: UUID = LINE, since: date = JANUARY, until: date = JULY) -> LineOpened:
    return LineOpened(
        line=it, code="DDN-2026", name="Dopo di Noi", act="DGR 2912/2025", since=since, until=until
    )


def share(
    percent: int = 100, it: UUID = LINE, place: UUID = HERE, since: date = JANUARY, until: date = JULY
) -> PlaceAttributed:
    return PlaceAttributed(
        place=place, kind="cohabitation", line=it, share=percent, since=since, until=until, rule_version="1"
    )


def at(day: date, hour: int = 17) -> datetime:
    return datetime.combine(day, time(hour), UTC)


class Told:
    """Facts as records (JSON), each the next of its stream."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.versions: Counter[UUID] = Counter()

    def tell(self, stream: UUID, fact: Fact, dossier: UUID | None = None, late: bool = False) -> str:
        self.versions[stream] += 1
        closed = each_sealed(fact, lambda path, it: None)
        event = str(uuid5(stream, str(self.versions[stream])))
        body = closed.model_dump(mode="json", warnings=False)
        self.records.append({
            "event_id": event, "topic": fact.TOPIC, "stream": str(stream), "dossier": str(dossier or stream),
            "stream_version": self.versions[stream], "zone": "Europe/Rome", "late": late, "fact": body,
        })  # fmt: skip
        return event

    def attributed(self, *facts: PlaceAttributed) -> "Told":
        for it in facts:
            self.tell(attribution_of(it.place), it, it.place)
        return self

    def visit(self, name: str, day: date, *minutes: int, place: UUID = HERE, late: bool = False) -> UUID:
        stream, (first, *later) = id_of(name), minutes
        began = at(day)
        self.tell(stream, VisitStarted(at=began, method="manual", countersigned_by=None), place, late)
        self.tell(stream, VisitEnded(at=began + timedelta(minutes=first), minutes=first), place, late)
        for each in later:
            self.tell(stream, VisitMinutesCorrected(minutes=each, reason="typing"), place)
        return stream


def opened(*facts: Fact) -> Told:
    told = Told()
    for it in facts or (line(),):
        told.tell(it.line, it)  # type: ignore[attr-defined]
    return told


def doubled(records: Iterable[Any]) -> list[Any]:
    return [*records, *records]
