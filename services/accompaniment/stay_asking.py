"""Asking for a stay, agreeing to it, getting the bed or not this time: each no has its reason, each yes its figures."""

from collections.abc import Iterator
from datetime import date, timedelta

from events.accompaniment.nights import HoldNights, ReleaseNights, nights_of
from events.accompaniment.stay import (
    AgreeToStay,
    CancelStay,
    ConfirmStay,
    DeclineStay,
    OfAStay,
    RequestStay,
    StayAgreed,
    StayCancelled,
    StayConfirmed,
    StayDeclined,
    StayRequested,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.accompaniment import fairness
from services.accompaniment.life_project import LifeProject
from services.accompaniment.nights import Nights, must_fit
from services.accompaniment.sharing import Shares
from services.accompaniment.shown import is_shown
from services.accompaniment.stay_book import Book, Stay, has_room, nights_had, ruled, uncovered
from services.kernel.deciding import Act

KNOWN_AFTER = timedelta(days=7)
VOICES = {"person": ("self", "cohabitant"), "family": ("family",), "operator": ("operator", "coordinator")}


def request(book: Book, command: RequestStay, act: Act, nights: Nights, shares: Shares) -> Iterator[Fact]:
    if not is_shown(shares, Category.STAYS, command, act):
        raise Refusal("stay.not-shown-to-you")
    rules = ruled(book)
    if command.stay in book.stays:
        raise Refusal("stay.already-asked")
    if act.role not in VOICES[command.asked_by]:
        raise Refusal("goal.not-your-voice", field="asked_by")
    must_be_a_stay(command.since, command.until, rules.longest)
    if command.since < act.day:
        raise Refusal("stay.in-the-past", field="since")
    must_fit(nights, command.stay, book.type or "gym", command.since, command.until, rules.yearly)
    yield StayRequested(**command.model_dump(exclude={"stream", "dossier", "expects"}))


def must_be_a_stay(since: date, until: date, longest: int) -> None:
    if until <= since:
        raise Refusal("stay.ends-before-it-starts", field="until")
    if (until - since).days > longest:
        raise Refusal("stay.too-long", field="until")


def agree(book: Book, command: AgreeToStay) -> Iterator[Fact]:
    stay = known(book, command)
    if stay.state not in ("asked", "confirmed"):
        raise Refusal("stay.no-longer-asked")
    yield StayAgreed(stay=command.stay, person=command.person, tell_arrival=command.tell_arrival)


def confirm(book: Book, command: ConfirmStay, act: Act, project: LifeProject) -> Iterator[Fact | Command]:
    stay, rules = asked(book, command), ruled(book)
    if not stay.agreed:
        raise Refusal("stay.person-has-not-agreed")
    if book.type == "respite":
        must_be_for_relief(stay, project, act)
    if not has_room(book, stay.nights(), command.stay):
        raise Refusal("stay.no-bed")
    yield from given(book, command, stay, act)
    yield HoldNights(
        stream=nights_of(stay.person), dossier=stay.person, stay=command.stay, type=book.type or "gym",
        since=stay.since, until=stay.until, yearly=rules.yearly,
    )  # fmt: skip


def must_be_for_relief(stay: Stay, project: LifeProject, act: Act) -> None:
    """I6: severe, and somebody answers for every hour."""
    if project.severity != "severe":
        raise Refusal("stay.relief-is-for-severe")
    if uncovered(stay.covered, stay.since, stay.until, act.zone):
        raise Refusal("stay.hours-not-covered")


def given(book: Book, command: ConfirmStay, stay: Stay, act: Act) -> Iterator[Fact]:
    """The bed goes to whom the rule puts first, or out of turn with a reason; the figures stay with the fact."""
    rivals = fairness.competing(book, command.stay)
    first = rivals[0] if rivals else None
    if first and fairness.rank(book, first) < fairness.rank(book, command.stay) and not command.out_of_turn:
        raise Refusal("stay.another-comes-first", field="out_of_turn")
    yield StayConfirmed(
        stay=command.stay, person=stay.person, home=command.dossier, on=act.day,
        known_until=max(stay.until, act.day) + KNOWN_AFTER, rule=fairness.EDITION,
        own_nights=fairness.rank(book, command.stay)[0],
        next_nights=fairness.rank(book, first)[0] if first else None, out_of_turn=command.out_of_turn,
    )  # fmt: skip


def decline(book: Book, command: DeclineStay) -> Iterator[Fact]:
    """ "It went to another" is said only where it is so, with the nights of both."""
    stay = asked(book, command)
    other = fairness.who_got_it(book, command.stay) if command.reason == "given-to-another" else None
    if command.reason == "given-to-another" and other is None:
        raise Refusal("stay.there-is-a-bed", field="reason")
    year, words = stay.since.year, command.words.strip()
    yield StayDeclined(
        stay=command.stay, person=stay.person, reason=command.reason,
        rule=fairness.EDITION if other else None,
        own_nights=nights_had(book, stay.person, year, command.stay) if other else None,
        other_nights=nights_had(book, book.stays[other].person, year, other) if other else None,
        words=seal(words, stay.person, Category.STAYS) if words else None,
    )  # fmt: skip


def cancel(book: Book, command: CancelStay, act: Act) -> Iterator[Fact | Command]:
    stay = known(book, command)
    if stay.state == "cancelled":
        return
    if stay.state not in ("asked", "confirmed"):
        raise Refusal("stay.already-begun")
    yield StayCancelled(
        stay=command.stay, person=stay.person, home=command.dossier, on=act.day, reason=command.reason
    )
    if stay.state == "confirmed":
        yield ReleaseNights(
            stream=nights_of(stay.person), dossier=stay.person, stay=command.stay, since=stay.since
        )


def asked(book: Book, command: ConfirmStay | DeclineStay) -> Stay:
    stay = known(book, command)
    if stay.state != "asked":
        raise Refusal("stay.already-decided")
    return stay


def known(book: Book, command: OfAStay) -> Stay:
    """Whoever names a stay names whose it is: an act for one person never falls on another's."""
    stay = book.stays.get(command.stay)
    if stay is None or stay.person != command.person:
        raise Refusal("stay.not-here")
    return stay
