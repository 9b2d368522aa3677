"""Who someone is when they act, and how far that reaches."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The twelve readers of the visibility matrix, in its order; the last two only ever act, never read."""

    SELF = "self"
    COHABITANT = "cohabitant"
    FAMILY = "family"
    OPERATOR = "operator"
    COORDINATOR = "coordinator"
    INFO_POINT = "info-point"
    COMMISSION = "commission"
    HOST = "host"
    HOUSING_OFFICE = "housing-office"
    RESEARCHER = "researcher"
    AUDITOR = "auditor"
    SYSADMIN = "sysadmin"
    PUBLIC = "public"
    SYSTEM = "system"


class Reach(StrEnum):
    """Over what a role may act: all the partnership, what they are assigned, what is theirs, where they live,
    whom they are close to, what they were appointed to look at."""

    ANY = "any"
    ASSIGNED = "assigned"
    OWN = "own"
    MEMBER = "member"
    RELATED = "related"
    APPOINTED = "appointed"


@dataclass(frozen=True)
class Grant:
    """One way to be allowed: this role, as far as this reach, with this skill. Nothing is allowed without one."""

    role: Role
    reach: Reach
    skill: str = ""


SYSTEM = Grant(Role.SYSTEM, Reach.ANY)
PUBLIC = Grant(Role.PUBLIC, Reach.ANY)
COORDINATOR = Grant(Role.COORDINATOR, Reach.ANY)
OPERATOR = Grant(Role.OPERATOR, Reach.ASSIGNED)
ANY_OPERATOR = Grant(Role.OPERATOR, Reach.ANY)
INFO_POINT = Grant(Role.INFO_POINT, Reach.ANY)
INFO_POINT_THEMSELVES = Grant(Role.INFO_POINT, Reach.OWN)
CALL_SKILL = "intake-call"
INFO_POINT_CALLER = Grant(Role.INFO_POINT, Reach.ANY, CALL_SKILL)
COMMISSION = Grant(Role.COMMISSION, Reach.ANY)
RESEARCHER = Grant(Role.RESEARCHER, Reach.ANY)
AUDITOR = Grant(Role.AUDITOR, Reach.APPOINTED)
ONESELF = Grant(Role.SELF, Reach.OWN)
COHABITANT = Grant(Role.COHABITANT, Reach.MEMBER)
COHABITANT_THEMSELVES = Grant(Role.COHABITANT, Reach.OWN)
FAMILY = Grant(Role.FAMILY, Reach.RELATED)
HOLDER_OF_POWER = Grant(Role.FAMILY, Reach.OWN)
