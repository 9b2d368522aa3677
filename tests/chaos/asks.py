"""What people go on asking for while the house is being broken: real commands, of five contexts."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from deploy.demo.calendar import ZONE
from deploy.demo.story.accompaniment import visit_of
from deploy.demo.story.listening import HERE
from events.accompaniment.goal import SetGoal
from events.accompaniment.visit import WriteNote
from events.intake.contact import AgreeToCall, OpenContact, Reachable
from events.matching.home import RegisterHome, SetSolutionType
from events.message import Command
from events.pacts.ledger import RecordExpense, ledger_of
from tests.people import AHMED, COHABITATION_SAN_VITO, COMUNE, ELENA, MARCO, MARTA, SARA, Person

VITO = COHABITATION_SAN_VITO


@dataclass(frozen=True)
class Wish:
    """``facts``: how many a yes makes. ``then``: what the same client asks next, once this was accepted."""

    by: Person
    command: Command
    facts: int = 1
    then: tuple["Wish", ...] = ()


Menu = Callable[[random.Random], Wish]


def new_id(dice: random.Random) -> UUID:
    """A UUIDv7, as clients make them."""
    value = time.time_ns() // 1_000_000 << 80 | dice.getrandbits(80)
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def expense(payer: Person) -> Menu:
    """Two people write into one stream."""

    def wish(dice: random.Random) -> Wish:
        own = {"stream": ledger_of(VITO), "dossier": VITO}
        cents, day = dice.randrange(100, 9_999), datetime.now(ZONE).date()
        return Wish(payer, RecordExpense(
            **own, entry=new_id(dice), person=payer.id, cents=cents, on=day, label=f"Spesa {cents}"
        ))  # fmt: skip

    return wish


def note(dice: random.Random) -> Wish:
    visit = visit_of(VITO, 0)["stream"]
    return Wish(SARA, WriteNote(
        stream=visit, dossier=VITO, note=new_id(dice), section="home", visibility="team", text="Tutto bene."
    ))  # fmt: skip


def goal(dice: random.Random) -> Wish:
    return Wish(AHMED, SetGoal(
        stream=new_id(dice), dossier=VITO, person=AHMED.id, wording="Cucinare il riso", whose_wish="person",
        area="home-life",
    ))  # fmt: skip


def contact(dice: random.Random) -> Wish:
    """A yes to the call makes the network start a retention: one service's fact, another's command."""
    own = {"stream": (id := new_id(dice)), "dossier": id}
    call = Reachable(name="Una signora", channel="call", address="333 555 0100", purpose="outcome")
    return Wish(ELENA, OpenContact(**own, point=HERE), 2, then=(Wish(ELENA, AgreeToCall(**own, call=call)),))


def home(dice: random.Random) -> Wish:
    """A gym of everyday life: accompaniment opens a book of stays for it."""
    own = {"stream": (id := new_id(dice)), "dossier": id}
    register = RegisterHome(
        **own, owner=COMUNE, district="San Vito", name="Palestra", places=2, rooms=3, since=date(2026, 1, 1)
    )
    return Wish(MARTA, register, then=(Wish(MARTA, SetSolutionType(**own, type="gym")),))


MENUS: dict[str, tuple[Menu, ...]] = {
    "bus ledger": (expense(AHMED), expense(MARCO)),
    "bus ledger again": (expense(MARCO), expense(AHMED)),
    "bus team": (note, goal),
    "bus desk": (contact,),
    "bus homes": (home, note),
}
"""Client → what it asks for, as the web's user on the message server."""
