"""Setting, weighing, planning, doing, undoing and swapping duties, and being away: the rules."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from events.envelope import Refusal
from events.message import Command, Fact
from events.pacts.duties import (
    AbsenceNoted,
    AgreeSwap,
    AskSwap,
    AssignTurns,
    DeclineSwap,
    DoDuty,
    DutiesSet,
    DutyDone,
    DutyUndone,
    DutyWeighed,
    NoteAbsence,
    ReleaseTurns,
    SetDuties,
    SwapAgreed,
    SwapAsked,
    SwapDeclined,
    TurnReleased,
    UndoDuty,
    WeighDuties,
    duties_of,
)
from services.kernel.deciding import Act
from services.pacts.house import Cohabitation, Membership, Span
from services.pacts.rota import REMEMBERED, Rota, Swap, Turn, evolve, there
from services.pacts.turns import give, plan

ONE_WEEK = timedelta(weeks=1)
LONGEST_ABSENCE = timedelta(days=366)


def decide(rota: Rota, command: Command, act: Act, *, house: Cohabitation) -> Iterator[Fact]:
    if command.stream != duties_of(command.dossier):
        raise Refusal("duties.wrong-stream")
    yield from RULES[type(command)](rota, command, act, house)


def set_duties(rota: Rota, command: SetDuties, act: Act, house: Cohabitation) -> Iterator[Fact]:
    if command.version <= rota.version:
        return
    fact = DutiesSet(
        cohabitation=command.dossier,
        version=command.version,
        since=command.since,
        duties=command.duties,
        next_week=next_week(rota, command.since),
    )
    yield fact
    rota = evolve(rota, fact)
    for change in dropped(rota, command):
        rota = evolve(rota, change)
        yield change
    yield from replanned(rota, command.since, act, house)


def replanned(rota: Rota, since: date, act: Act, house: Cohabitation) -> Iterator[Fact]:
    """The weeks people already see, with what the new duties add to them."""
    for week in sorted(week for week in rota.planned if week + ONE_WEEK > since):
        for fact in plan(rota, house, week, act.day):
            rota = evolve(rota, fact)
            yield fact


def next_week(rota: Rota, since: date) -> date:
    """The Monday of the first week that is still to be planned."""
    return max(rota.planned) + ONE_WEEK if rota.planned else since - timedelta(days=since.weekday())


def dropped(rota: Rota, command: SetDuties) -> Iterator[Fact]:
    kept = {(duty.code, day) for duty in command.duties for day in duty.days}
    for turn in rota.turns.values():
        gone = (turn.duty, turn.day.weekday()) not in kept
        if gone and turn.day >= command.since and turn.owner and not turn.doers:
            yield TurnReleased(turn=turn.id, duty=turn.duty, day=turn.day)


def weigh(rota: Rota, command: WeighDuties, act: Act, house: Cohabitation) -> Iterator[Fact]:
    lives_here(house, command.person, act.day)
    if not set(command.weights) <= {duty.code for duty in rota.duties}:
        raise Refusal("duties.unknown-duty", "weights")
    if rota.weighed.get(command.person) != command.weights:
        yield DutyWeighed(person=command.person, weights=command.weights)


def lives_here(house: Cohabitation, person: UUID, day: date) -> None:
    if person not in house.present(day):
        raise Refusal("duties.not-living-here")


def assign(rota: Rota, command: AssignTurns, act: Act, house: Cohabitation) -> Iterator[Fact]:
    if rota.cohabitation is None:
        raise Refusal("duties.none-set")
    if house.closed is not None and house.closed <= command.week:
        raise Refusal("cohabitation.closed")
    if command.week.weekday() != 0:
        raise Refusal("duties.not-a-monday", "week")
    if rota.planned and command.week < max(rota.planned) - REMEMBERED:
        raise Refusal("duties.too-long-ago", "week")
    yield from plan(rota, house, command.week, act.day)


def release(rota: Rota, command: ReleaseTurns, act: Act, house: Cohabitation) -> Iterator[Fact]:
    gone = frozenset(command.persons)
    yield from pass_on(rota, house, gone, Span(command.since), act.day)


def pass_on(
    rota: Rota, house: Cohabitation, gone: frozenset[UUID], span: Span, today: date
) -> Iterator[Fact]:
    """I13: what was theirs on those days goes to the others there; what is done already is nobody's turn."""
    theirs = [turn for turn in rota.turns.values() if turn.owner in gone and span.covers(turn.day)]
    for turn in sorted(theirs, key=lambda one: (one.day, one.duty)):
        others = frozenset() if turn.doers else there(rota, house, turn.day) - gone
        for fact in give(rota, house, turn, others, today):
            rota = evolve(rota, fact)
            yield fact


def do(rota: Rota, command: DoDuty, act: Act, house: Cohabitation) -> Iterator[Fact]:
    turn = known(rota, command.turn)
    lives_here(house, command.person, act.day)
    if command.person not in turn.doers:
        yield DutyDone(
            turn=turn.id, duty=turn.duty, day=turn.day, person=command.person, by=command.by, on=act.day
        )


def known(rota: Rota, id: UUID) -> Turn:
    turn = rota.turns.get(id)
    if turn is None:
        raise Refusal("duties.no-such-turn")
    return turn


def undo(rota: Rota, command: UndoDuty, act: Act, house: Cohabitation) -> Iterator[Fact]:
    turn = known(rota, command.turn)
    if command.person in turn.doers:
        yield DutyUndone(turn=turn.id, duty=turn.duty, day=turn.day, person=command.person)


def ask_swap(rota: Rota, command: AskSwap, act: Act, house: Cohabitation) -> Iterator[Fact]:
    turn = known(rota, command.turn)
    swap = Swap(command.person, command.other, command.exchange)
    possible(rota, house, turn, swap)
    if turn.asked != swap:
        yield SwapAsked(
            turn=turn.id,
            duty=turn.duty,
            day=turn.day,
            asker=command.person,
            other=command.other,
            exchange=command.exchange,
        )


def possible(rota: Rota, house: Cohabitation, turn: Turn, swap: Swap) -> None:
    """Each gives a turn of their own that is not done yet, to someone who is there on its day (I13)."""
    if swap.asker == swap.other:
        raise Refusal("duties.swap-with-oneself", "other")
    movable(rota, house, turn, swap.asker, swap.other)
    if swap.exchange is not None:
        movable(rota, house, known(rota, swap.exchange), swap.other, swap.asker)


def movable(rota: Rota, house: Cohabitation, turn: Turn, giver: UUID, taker: UUID) -> None:
    if turn.owner != giver or turn.doers:
        raise Refusal("duties.turn-has-moved")
    if taker not in there(rota, house, turn.day):
        raise Refusal("duties.away-that-day")


def agree_swap(rota: Rota, command: AgreeSwap, act: Act, house: Cohabitation) -> Iterator[Fact]:
    turn = known(rota, command.turn)
    swap = asked_of(turn, command.person)
    possible(rota, house, turn, swap)
    yield SwapAgreed(
        turn=turn.id, duty=turn.duty, day=turn.day, asker=swap.asker, other=swap.other, exchange=swap.exchange
    )


def asked_of(turn: Turn, person: UUID) -> Swap:
    if turn.asked is None or turn.asked.other != person:
        raise Refusal("duties.nothing-asked")
    return turn.asked


def decline_swap(rota: Rota, command: DeclineSwap, act: Act, house: Cohabitation) -> Iterator[Fact]:
    turn = known(rota, command.turn)
    swap = asked_of(turn, command.person)
    yield SwapDeclined(turn=turn.id, duty=turn.duty, day=turn.day, asker=swap.asker, other=swap.other)


def note_absence(rota: Rota, command: NoteAbsence, act: Act, house: Cohabitation) -> Iterator[Fact]:
    span = Span(command.since, command.until)
    if not timedelta(0) < command.until - command.since <= LONGEST_ABSENCE:
        raise Refusal("duties.absence-dates", "until")
    if not any(m.person == command.person and m.span.meets(span) for m in house.members):
        raise Refusal("duties.not-living-here")
    if Membership(command.person, span) in rota.absences:
        return
    absence = AbsenceNoted(person=command.person, since=command.since, until=command.until)
    yield absence
    yield from pass_on(evolve(rota, absence), house, frozenset({command.person}), span, act.day)


Rule = Callable[[Rota, Any, Act, Cohabitation], Iterator[Fact]]

RULES: dict[type[Command], Rule] = {
    SetDuties: set_duties,
    WeighDuties: weigh,
    AssignTurns: assign,
    ReleaseTurns: release,
    DoDuty: do,
    UndoDuty: undo,
    AskSwap: ask_swap,
    AgreeSwap: agree_swap,
    DeclineSwap: decline_swap,
    NoteAbsence: note_absence,
}
