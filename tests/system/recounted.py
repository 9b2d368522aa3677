"""What a funding line comes to, counted on the record in another way than the house counts: a day after the other."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Figures = dict[str, Decimal]
A_DAY, WHOLE = timedelta(days=1), 100
BEGUN, ENDED = "accompaniment.VisitStarted", "accompaniment.VisitEnded"
LONGER = "accompaniment.VisitMinutesCorrected"


@dataclass(frozen=True)
class Tape:
    """All records of a house, and the days that count: ``since`` up to but not including ``until``."""

    records: list[dict[str, Any]]
    line: str
    since: date
    until: date

    def facts(self, name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        return ((it, it["fact"]) for it in self.records if it["topic"] == name)

    def days(self) -> Iterator[date]:
        return (self.since + n * A_DAY for n in range((self.until - self.since).days))

    def counts(self, day: str) -> bool:
        return str(self.since) <= day < str(self.until)

    def share(self, place: str, day: date) -> int:
        """In hundredths. Homes of short stays stand on no line of the demo."""
        placed = (fact for _, fact in self.facts("network.PlaceAttributed"))
        return sum(
            it["share"]
            for it in placed
            if (it["line"], it["place"]) == (self.line, place) and it["since"] <= str(day) < it["until"]
        )


def recounted(data: Path, line: str, since: date, until: date) -> Figures:
    """Figure, as the program that checks a pack calls it → how many."""
    with sqlite3.connect(f"file:{data / 'history.sqlite'}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT CAST(data AS TEXT) FROM records ORDER BY arrival").fetchall()
    tape = Tape([json.loads(row) for (row,) in rows], line, since, until)
    places = {it["place"] for _, it in tape.facts("network.PlaceAttributed")}
    lived = sum(any(tape.share(place, day) for day in tape.days()) for place in places)
    return {"convivenze": Decimal(lived), **visits(tape), "notti": nights(tape), **costs(tape)}


def visits(tape: Tape) -> Figures:
    """The minutes said last, under the share of the visit itself where it has one."""
    places = {it["stream"]: (it["dossier"], local(fact["at"], it["zone"])) for it, fact in tape.facts(BEGUN)}
    minutes = {it["stream"]: fact["minutes"] for it, fact in tape.facts(ENDED)}
    minutes |= {it["stream"]: fact["minutes"] for it, fact in tape.facts(LONGER)}
    own: dict[str, dict[str, int]] = {}
    for _, fact in tape.facts("network.EffortAttributed"):
        own.setdefault(fact["effort"], {})[fact["line"]] = fact["share"]
    found = []
    for visit in set(minutes) & set(places):
        place, day = places[visit]
        share = own[visit].get(tape.line, 0) if visit in own else tape.share(place, day)
        if share and tape.counts(str(day)):
            found.append(Decimal(minutes[visit] * share) / WHOLE)
    return {"visite": Decimal(len(found)), "minuti di accompagnamento": sum(found, Decimal())}


def local(at: str, zone: str) -> date:
    return datetime.fromisoformat(at).astimezone(ZoneInfo(zone)).date()


def nights(tape: Tape) -> Decimal:
    left = {(it["dossier"], fact["person"]): fact["until"] for it, fact in tape.facts("pacts.MemberLeft")}
    slept = (
        tape.share(it["dossier"], day)
        for it, fact in tape.facts("pacts.MemberJoined")
        for day in tape.days()
        if fact["since"] <= str(day) < left.get((it["dossier"], fact["person"]), "9999")
    )
    return Decimal(sum(slept)) / WHOLE


def costs(tape: Tape) -> Figures:
    found = dict.fromkeys("abcde", 0)
    for name, sign in (("network.CostRecorded", 1), ("network.CostCountered", -1)):
        for _, fact in tape.facts(name):
            if fact["line"] == tape.line and tape.counts(fact["on"]):
                found[fact["code"]] += sign * fact["cents"]
    return {f"costi {code}, euro": Decimal(cents) / WHOLE for code, cents in found.items()}
