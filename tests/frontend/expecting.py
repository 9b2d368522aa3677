"""What the permission table promises each of the cast, worked out from the demo's story and not from its read model."""

from dataclasses import dataclass
from uuid import UUID

from deploy.demo.story.accompaniment import goal_of, visit_of
from deploy.demo.story.field import INCIDENT
from deploy.demo.story.funding import FINDING, LINE, OPEN_FINDING
from deploy.demo.story.glass import FIRST, SECOND
from deploy.demo.story.intake import application_of
from deploy.demo.story.listening import contact_id, entry_id
from deploy.demo.story.matching import ROUND, proposal_of
from deploy.demo.story.network import APPOINTMENT
from events.network.disposal import retention_of
from events.role import Grant, Reach, Role
from frontend.permissions import PERMISSIONS, PUBLIC, SIGNED_IN
from tests import people as cast
from tests.people import (
    AHMED,
    AMINA,
    CALL,
    DARIO,
    ELENA,
    GIULIA,
    LUCA,
    MARCO,
    PAOLO,
    ROSA,
    SARA,
    Person,
    id_of,
)

SAN_VITO, PONTETETTO = cast.COHABITATION_SAN_VITO, cast.COHABITATION_PONTETETTO
LIVES = {AHMED: SAN_VITO, MARCO: SAN_VITO, GIULIA: PONTETETTO, AMINA: PONTETETTO}
ASSIGNED = {SARA: {SAN_VITO, PONTETETTO}, PAOLO: {PONTETETTO}}
RELATED = {ROSA: {GIULIA.id}}
APPOINTED = {DARIO}
HEARD = (contact_id("famiglia"), contact_id("notte"))
ENTRY = entry_id("affitto")
ENTERED = {ELENA: {UUID(str(application_of(AMINA)["stream"])), HEARD[0], ENTRY}}
SKILLED = {ELENA}
OFFICES = ("commission", "host", "housing-office", "researcher", "sysadmin")
STAFF = ("coordinator", "operator", "info-point", *OFFICES)
NOT_THERE = id_of("Niente di niente")

PROPOSED = (
    proposal_of(AHMED, MARCO, cast.HOME_SAN_VITO)["stream"],
    proposal_of(GIULIA, AMINA, cast.HOME_PONTETETTO)["stream"],
)
IDS: dict[str, tuple[UUID, ...]] = {
    "dossier": (SAN_VITO, PONTETETTO),
    "call": (cast.CALL, cast.SECOND_CALL),
    "home": (cast.HOME_SAN_VITO, cast.HOME_PONTETETTO),
    "person": (AHMED.id, GIULIA.id),
    "id": tuple(UUID(str(application_of(it)["stream"])) for it in (AHMED, GIULIA, LUCA, AMINA)),
    "visit_id": (visit_of(SAN_VITO, 0)["stream"], visit_of(PONTETETTO, 0)["stream"]),
    "goal": (goal_of(AHMED, 0), goal_of(GIULIA, 0)),
    "goal_id": (goal_of(AHMED, 0), goal_of(GIULIA, 0)),
    "proposal": PROPOSED,
    "help_id": (id_of("Giulia chiede aiuto"),),
    "round": (ROUND,),
    "line": (LINE,),
    "finding": (FINDING, OPEN_FINDING),
    "appointment": (APPOINTMENT,),
    "opening_id": (SECOND, FIRST),
    "retention": (retention_of(LUCA.id, LUCA.id),),
    "contact": HEARD,
    "entry": (ENTRY,),
    "passkey": (id_of("una chiave"),),
    "device_id": (id_of("un dispositivo"),),
    "incident": (INCIDENT,),
    "home_id": (cast.HOME_SAN_VITO, cast.HOME_PONTETETTO),
    "stream": (visit_of(SAN_VITO, 0)["stream"], visit_of(PONTETETTO, 0)["stream"]),
    "it": (id_of("una foto"),),
}
"""A name in an address → what it may stand for: one of San Vito, one of Pontetetto, where there are two."""


def belongs_to() -> dict[UUID, UUID]:
    """Whose dossier each of these is; all others are their own."""
    return {
        **dict(zip(IDS["visit_id"], (SAN_VITO, PONTETETTO), strict=True)),
        **dict(zip(IDS["goal"], (SAN_VITO, PONTETETTO), strict=True)),
        **dict(zip(PROPOSED, (cast.HOME_SAN_VITO, cast.HOME_PONTETETTO), strict=True)),
        ROUND: CALL,
        IDS["help_id"][0]: GIULIA.id,
        INCIDENT: PONTETETTO,
        FIRST: PONTETETTO,
        SECOND: SAN_VITO,
        FINDING: PONTETETTO,
        OPEN_FINDING: LINE,
    }


def concerned() -> dict[UUID, set[UUID]]:
    """Dossier → the persons it is about."""
    pairs = {SAN_VITO: {AHMED.id, MARCO.id}, PONTETETTO: {GIULIA.id, AMINA.id}}
    homes = {cast.HOME_SAN_VITO: pairs[SAN_VITO], cast.HOME_PONTETETTO: pairs[PONTETETTO]}
    applied = dict(zip(IDS["id"], ({AHMED.id}, {GIULIA.id}, {LUCA.id}, {AMINA.id}), strict=True))
    return {**pairs, **homes, **applied}


@dataclass(frozen=True)
class Promise:
    person: Person

    def holds(self, can: str, *ids: UUID) -> bool:
        """Whether the table lets them ask this of all these ids; without one: of any at all."""
        if can in (PUBLIC, SIGNED_IN):
            return True
        dossiers = {belongs_to().get(it, it) for it in ids} or {None}
        return all(any(self.granted(grant, it) for grant in PERMISSIONS[can]) for it in dossiers)

    def granted(self, grant: Grant, dossier: UUID | None) -> bool:
        able = self.person in SKILLED or not grant.skill
        if not able or grant.role not in (Role(self.person.role), Role.SELF):
            return False
        match grant.reach:
            case Reach.ANY:
                return self.person.role in STAFF and grant.role == self.person.role and self.served(dossier)
            case Reach.ASSIGNED:
                return grant.role == self.person.role and (not dossier or self.among(self.assigned, dossier))
            case Reach.MEMBER:
                return bool(self.home) if not dossier else self.among(self.home, dossier)
            case Reach.RELATED:
                return bool(self.related) if not dossier else bool(about(dossier) & self.related)
            case Reach.APPOINTED:
                return grant.role == self.person.role and self.person in APPOINTED
            case Reach.OWN:
                return not dossier or self.person.id in about(dossier)

    def served(self, dossier: UUID | None) -> bool:
        """At an Info Point, only what was entered there with these hands."""
        at_the_desk = self.person.role == Role.INFO_POINT
        return not at_the_desk or not dossier or dossier in ENTERED.get(self.person, set())

    def among(self, mine: set[UUID], dossier: UUID) -> bool:
        """One of mine, or a person who lives in one of mine."""
        return dossier in mine or any(who.id == dossier and home in mine for who, home in LIVES.items())

    @property
    def home(self) -> set[UUID]:
        return {LIVES[self.person]} if self.person in LIVES else set()

    @property
    def assigned(self) -> set[UUID]:
        return ASSIGNED.get(self.person, set())

    @property
    def related(self) -> set[UUID]:
        return RELATED.get(self.person, set())


def about(dossier: UUID) -> set[UUID]:
    return {dossier} | concerned().get(dossier, set())
