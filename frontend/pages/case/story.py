"""The story of a cohabitation: its moments in sentences, newest first, and the silences between visits."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from events.message import Fact, revive_fact
from events.pacts.pact import PactSigned
from frontend import moments
from frontend.i18n import N_, gettext, ngettext
from frontend.pages.case.queries import Case, held
from frontend.pages.visit.queries import Visit
from frontend.sentences import Part, Someone, Told, called, code, listed, sentence

# Their words are looked up when they are shown.
FOLDED = {
    "accompaniment.LadderRated": N_("Quanto aiuto serve, segnato da "),
    "pacts.PactSigned": N_("Il patto è firmato da "),
}
WITHOUT_A_PLAN = 14
PATIENCE = 1.5


@dataclass(frozen=True)
class Moment:
    """``stream`` is the visit, goal or pact it belongs to."""

    kind: str
    day: date
    at: datetime
    topic: str
    stream: UUID
    title: Told
    who: Part
    late: str | None = None
    text: Told | None = None
    href: str | None = None
    behalf: bool = False


def story(db: sqlite3.Connection, case: Case, today: date, kind: str = "") -> list[Moment | dict[str, Any]]:
    """Only those of ``kind`` where one is asked for; silences stand among the visits."""
    visits = {it.id: it for it in held(db, case.dossier)}
    every = list(moments_of(db, case, visits))
    told = [moment for moment in every if moment.kind == kind] if kind else list(folded(every))
    quiet = list(silences(case, list(visits.values()), today)) if kind in ("", "visit") else []
    return [item for _, _, item in sorted(dated(told, quiet), key=lambda it: it[:2], reverse=True)]


def folded(every: list[Moment]) -> Iterator[Moment]:
    """Among everything else, what several did alike on one day is one moment; asked for by kind, each is its own."""
    for _, group in groupby(sorted(every, key=alike), key=alike):
        moments = list(group)
        yield together(moments) if len(moments) > 1 else moments[0]


def alike(it: Moment) -> tuple[str, ...]:
    """The same for moments to be told as one; a late entry stands for itself."""
    own = it.topic not in FOLDED or it.late or it.behalf
    return (it.day.isoformat(), it.topic, it.at.isoformat() + str(it.title.parts) if own else "")


def together(moments: list[Moment]) -> Moment:
    last = moments[-1]
    who = tuple(dict.fromkeys(it.who for it in moments))
    return replace(last, title=Told((gettext(FOLDED[last.topic]), *listed([iter((it,)) for it in who]))))


def dated(told: list[Moment], quiet: list[dict[str, Any]]) -> Iterator[tuple[date, float, Any]]:
    for moment in told:
        yield moment.day, moment.at.timestamp(), moment
    for gap in quiet:
        yield gap["until"], 0.0, gap


def moments_of(db: sqlite3.Connection, case: Case, visits: Mapping[UUID, Visit]) -> Iterator[Moment]:
    names = names_of(db)
    rows = db.execute("SELECT * FROM case_moments WHERE dossier = ? ORDER BY day, at", (case.dossier,))
    for row in rows.fetchall():
        made = moment(row, names)
        yield visited(made, visits[made.stream]) if made.topic.endswith("VisitStarted") else linked(made)


def names_of(db: sqlite3.Connection) -> dict[UUID, str]:
    """Public names of homes and organisations."""
    rows = db.execute("SELECT id, name FROM case_homes UNION ALL SELECT id, name FROM case_organisations")
    return {UUID(row["id"]): row["name"] for row in rows}


def moment(row: sqlite3.Row, names: Mapping[UUID, str]) -> Moment:
    fact = revive_fact(row["topic"], row["version"], json.loads(row["body"]))
    return Moment(
        kind=row["kind"],
        day=date.fromisoformat(row["day"]),
        at=datetime.fromisoformat(row["at"]),
        topic=row["topic"],
        stream=UUID(row["stream"]),
        title=marked(sentence(fact, UUID(row["actor"]), names), row),
        who=acting(fact, UUID(row["actor"]), names),
        late=afterwards(row) if row["late"] else None,
        behalf=row["behalf"] is not None,
    )


def marked(title: Told, row: sqlite3.Row) -> Told:
    """Who really did it, where it was done in another's name."""
    if row["behalf"] is None:
        return title
    pattern = gettext("%(actor)s, per conto di %(who)s")
    first, _, rest = pattern.partition("%(actor)s")
    between, _, last = rest.partition("%(who)s")
    people = (Someone(UUID(row["actor"])), Someone(UUID(row["behalf"])))
    return Told((*title.parts, f" ({first}", people[0], between, people[1], f"{last})"))


def acting(fact: Fact, actor: UUID, names: Mapping[UUID, str]) -> Part:
    """Who is named where several alike moments of a day are told as one."""
    it = fact.party if isinstance(fact, PactSigned) else actor
    return names.get(it) or Someone(it)


def afterwards(row: sqlite3.Row) -> str:
    written = moments.local_day(datetime.fromisoformat(row["recorded_at"]))
    days = (written - date.fromisoformat(row["day"])).days
    after = ngettext("%(num)s giorno dopo", "%(num)s giorni dopo", days) % {"num": days}
    return gettext("Scritto il %(day)s, %(after)s") % {"day": moments.day(written, "short"), "after": after}


def visited(it: Moment, visit: Visit) -> Moment:
    """A visit is one moment: whose, to whom, how long."""
    pattern = gettext("Visita di %(who)s")
    before, _, after = pattern.partition("%(who)s")
    lasted = f", {moments.minutes(visit.minutes)}" if visit.minutes else ""
    title = Told((before, Someone(visit.operator), f"{after}{lasted}"))
    return replace(it, title=title, text=to_whom(visit), href=f"/visite/{visit.id}")


def to_whom(visit: Visit) -> Told:
    kind = code("accompaniment", "kind", visit.kind)
    return Told((f"{kind[:1].upper()}{kind[1:]}, ", *called(*visit.people).parts))


def linked(it: Moment) -> Moment:
    if it.kind == "visit":
        return replace(it, href=f"/visite/{it.stream}")
    return it


def silences(case: Case, visits: list[Visit], today: date) -> Iterator[dict[str, Any]]:
    """Longer without a visit than half again what the plan says; the last one lasts until today."""
    longest = int((case.plan.cadence_days or WITHOUT_A_PLAN) * PATIENCE)
    begun = case.plan.since
    end = min(today, case.plan.until or today)
    days = sorted({it.happened_on for it in visits})
    if begun is None:
        return
    for since, until in zip([begun, *days], [*days, end], strict=True):
        quiet = (until - since).days - 1
        if quiet > longest:
            yield {"gap": True, "day": since + timedelta(days=1), "until": until, "days": quiet}


def in_short(case: Case, items: list[Any]) -> str:
    """The figure in one sentence."""
    visits = sum(1 for it in items if isinstance(it, Moment) and it.topic.endswith("VisitStarted"))
    gaps = [it["days"] for it in items if isinstance(it, dict)]
    told = ngettext("%(num)s visita finora.", "%(num)s visite finora.", visits) % {"num": visits}
    if not gaps:
        return told
    longest = ngettext(
        "Il periodo più lungo senza visite: %(num)s giorno.",
        "Il periodo più lungo senza visite: %(num)s giorni.",
        max(gaps),
    )
    return f"{told} {longest % {'num': max(gaps)}}"
