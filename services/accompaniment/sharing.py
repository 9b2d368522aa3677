"""Shares: granted, limited and withdrawn by the person alone, and only what the table lets them give."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from events.access import READERS, VISIBILITY
from events.accompaniment.sharing import (
    EndShare,
    GrantShare,
    LimitShare,
    ShareGranted,
    ShareLimited,
    ShareWithdrawn,
    WithdrawShare,
    shares_of,
)
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.role import Role
from services.kernel.deciding import Act, Decider

Given = ShareGranted | ShareLimited


@dataclass(frozen=True)
class Shares:
    """The share last given to each reader in each role, withdrawn ones left out, and every withdrawal."""

    given: tuple[Given, ...] = ()
    withdrawn: tuple[ShareWithdrawn, ...] = ()


def decide(shares: Shares, command: Command, act: Act) -> Iterator[Fact | Command]:
    must_be_their_own(command, act)
    match command:
        case EndShare():
            yield from end(shares, command, act)
        case GrantShare():
            yield from grant(shares, command, act)
        case LimitShare():
            yield from limit(shares, command, act)
        case WithdrawShare():
            yield from withdraw(shares, command, act)


def must_be_their_own(command: Command, act: Act) -> None:
    """The person, or who holds a power for them that day (the kernel has checked the power)."""
    if command.stream != shares_of(command.dossier):
        raise Refusal("command.wrong-dossier")
    if command.dossier not in (act.actor, act.on_behalf_of) and not isinstance(command, EndShare):
        raise Refusal("sharing.only-the-person-decides")


def grant(shares: Shares, command: GrantShare, act: Act) -> Iterator[Fact]:
    if command.to == command.dossier:
        raise Refusal("sharing.with-oneself", field="to")
    if act.on_behalf_of is not None and command.to == act.actor:
        raise Refusal("sharing.not-to-whoever-acts", field="to")
    must_be_theirs_to_give(command)
    if command.until <= act.day:
        raise Refusal("sharing.already-over", field="until")
    if any(act.day < it.until for it in shares.withdrawn if (it.to, it.role) == (command.to, command.role)):
        raise Refusal("sharing.withdrawn-since")
    now = in_force(shares, command.to, command.role, act)
    if now and same(now, command):
        return
    if now:
        yield ended(now, act)
    yield ShareGranted(**terms(command, act))


def must_be_theirs_to_give(command: GrantShare) -> None:
    """Where the table says "what the person chose to share", and nowhere else."""
    if command.role not in READERS or not all(shareable(it, command.role) for it in command.categories):
        raise Refusal("sharing.not-shareable", field="categories")


def shareable(category: Category, role: Role) -> bool:
    return VISIBILITY[category][READERS.index(role)] == "C"


def limit(shares: Shares, command: LimitShare, act: Act) -> Iterator[Fact]:
    now = in_force(shares, command.to, command.role, act)
    if now is None:
        raise Refusal("sharing.nothing-shared")
    if command.until > now.until or not set(command.categories) <= set(now.categories):
        raise Refusal("sharing.limit-widens", field="categories")
    if command.until <= act.day:
        yield ended(now, act)
    elif not same(now, command):
        yield ShareLimited(**terms(command, act))


def withdraw(shares: Shares, command: WithdrawShare, act: Act) -> Iterator[Fact]:
    now = in_force(shares, command.to, command.role, act)
    if now:
        yield ended(now, act)


def end(shares: Shares, command: EndShare, act: Act) -> Iterator[Fact]:
    """Whoever ended a relation has said it all: nobody must take the share back as well."""
    now = in_force(shares, command.to, command.role, act)
    if now is None or now.until <= command.until:
        return
    if command.until <= act.today:
        yield ShareWithdrawn(person=now.person, to=now.to, role=now.role, until=max(now.since, command.until))
    else:
        yield ShareLimited(**{**now.model_dump(), "until": command.until})


def in_force(shares: Shares, to: UUID, role: Role, act: Act) -> Given | None:
    """Also one that begins later than the day of a late withdrawal: taken back stays taken back."""
    return next((it for it in shares.given if (it.to, it.role) == (to, role) and act.day < it.until), None)


def same(now: Given, command: GrantShare | LimitShare) -> bool:
    return now.until == command.until and set(now.categories) == set(command.categories)


def ended(now: Given, act: Act) -> ShareWithdrawn:
    """From its own first day where the withdrawal is told as earlier: it was never meant to be seen."""
    return ShareWithdrawn(person=now.person, to=now.to, role=now.role, until=max(act.day, now.since))


def terms(command: GrantShare | LimitShare, act: Act) -> dict[str, object]:
    return {
        "person": command.dossier,
        "to": command.to,
        "role": command.role,
        "categories": tuple(sorted(set(command.categories))),
        "since": act.day,
        "until": command.until,
    }


def evolve(shares: Shares, fact: Fact) -> Shares:
    match fact:
        case ShareGranted() | ShareLimited():
            return replace(shares, given=(*others(shares, fact.to, fact.role), fact))
        case ShareWithdrawn():
            given = others(shares, fact.to, fact.role)
            return replace(shares, given=given, withdrawn=(*shares.withdrawn, fact))
    return shares


def others(shares: Shares, to: UUID, role: Role) -> tuple[Given, ...]:
    return tuple(it for it in shares.given if (it.to, it.role) != (to, role))


SHARES = Decider(Shares(), decide, evolve, commands=(GrantShare, LimitShare, WithdrawShare, EndShare))
