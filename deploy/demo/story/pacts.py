"""Two pacts, read and signed; one of them changed later by those who live under it."""

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.matching import SINCE
from events.pacts.clauses import AnyClause, Guests, standard
from events.pacts.content import Content, Party, commitment, content_hash
from events.pacts.duties import NoteAbsence, WeighDuties, duties_of
from events.pacts.pact import DraftPact, ExplainPact, HouseRule, SignPact, pact_of
from tests import people as cast
from tests.people import AHMED, AMINA, GIULIA, MARCO, MARTA, SARA, Person

AMENDED = 92
RULE = HouseRule(
    words="Chi fa il turno di notte tiene le scarpe in mano fino in camera.",
    salt=hashlib.sha256(b"a demo has no secrets").hexdigest(),
)
PAIRS = (
    (cast.COHABITATION_SAN_VITO, (AHMED, MARCO)),
    (cast.COHABITATION_PONTETETTO, (GIULIA, AMINA)),
)
WEIGHTS = (
    {"bathroom": 5, "kitchen": 4, "floors": 3, "rubbish": 1},
    {"bathroom": 3, "kitchen": 4, "floors": 5, "rubbish": 1},
)


def lines(calendar: Calendar) -> Iterator[Line]:
    for home, pair in PAIRS:
        yield from first(calendar, home, pair)
        yield from weighing(calendar, home, pair)
    yield from amended(calendar)
    away = NoteAbsence(
        stream=duties_of(cast.COHABITATION_SAN_VITO), dossier=cast.COHABITATION_SAN_VITO, person=MARCO.id,
        since=calendar.day(80), until=calendar.day(85),
    )  # fmt: skip
    yield Line(calendar.at(78, 20), MARCO, away)


def parties(pair: tuple[Person, ...]) -> tuple[Party, ...]:
    """Giulia wants the easy version, explained and told back."""
    members = tuple(Party(id=person.id, kind="member", easy=person == GIULIA) for person in pair)
    return (*members, Party(id=cast.COOPERATIVE, kind="guarantor"))


def first(calendar: Calendar, home: UUID, pair: tuple[Person, ...]) -> Iterator[Line]:
    own = {"stream": pact_of(home), "dossier": home}
    terms = {"clauses": standard(), "parties": parties(pair), "starts": calendar.day(SINCE)}
    yield Line(calendar.at(46, 10), SARA, DraftPact(**own, **terms))
    for person in pair:
        form = "easy-read" if person == GIULIA else "read-together"
        explain = ExplainPact(**own, person=person.id, version=1, form=form, teach_back=True)
        yield Line(calendar.at(47, 16), SARA, explain)
    hash = content_hash(Content(cohabitation=home, version=1, **terms))
    yield from signatures(calendar, own, pair, 1, hash, 48, "self")


def signatures(
    calendar: Calendar,
    own: dict[str, UUID],
    pair: tuple[Person, ...],
    version: int,
    hash: str,
    day: int,
    role: str,
) -> Iterator[Line]:
    for n, person in enumerate(pair):
        sign = SignPact(**own, party=person.id, version=version, hash=hash)
        yield Line(calendar.at(day, 18, n), person, sign, role)
    body = SignPact(**own, party=cast.COOPERATIVE, version=version, hash=hash, method="paper")
    yield Line(calendar.at(day + 1, 9), MARTA, body)


def weighing(calendar: Calendar, home: UUID, pair: tuple[Person, ...]) -> Iterator[Line]:
    for person, weights in zip(pair, WEIGHTS, strict=True):
        weigh = WeighDuties(stream=duties_of(home), dossier=home, person=person.id, weights=weights)
        yield Line(calendar.at(SINCE + 1, 19), person, weigh)


def amended(calendar: Calendar) -> Iterator[Line]:
    """What they had tried for two weeks is asked for with the last answer (see `talking`); here it is signed."""
    home, pair = PAIRS[0]
    own = {"stream": pact_of(home), "dossier": home}
    words = (commitment(RULE.words, RULE.salt),)
    hash = content_hash(Content(cohabitation=home, version=2, commitments=words, **terms(calendar)))
    yield from signatures(calendar, own, pair, 2, hash, AMENDED + 1, "cohabitant")


def terms(calendar: Calendar) -> dict[str, Any]:
    """Guests until 22; the rest as it was."""
    clauses: tuple[AnyClause, ...] = tuple(
        Guests(until_hour=22) if isinstance(it, Guests) else it for it in standard()
    )
    return {"clauses": clauses, "parties": parties(PAIRS[0][1]), "starts": calendar.day(AMENDED + 4)}
