"""What a page may be asked for, by whom and how far: data, no code. What is not written here is not allowed."""

from events.role import (
    ANY_OPERATOR,
    AUDITOR,
    COHABITANT,
    COMMISSION,
    COORDINATOR,
    FAMILY,
    INFO_POINT,
    ONESELF,
    OPERATOR,
    Grant,
)

# Two that need no grant: anybody at all, and anybody signed in (their own session, their own language).
PUBLIC = "public"
SIGNED_IN = "signed-in"

PERMISSIONS: dict[str, tuple[Grant, ...]] = {
    "application.decide": (COORDINATOR,),
    "application.make": (ONESELF, INFO_POINT),
    "application.read": (ONESELF, INFO_POINT, COORDINATOR, COMMISSION),
    "applications.list": (INFO_POINT, COORDINATOR, COMMISSION),
    "case.read": (OPERATOR, COORDINATOR),
    "duties.change": (COHABITANT,),
    "duties.read": (COHABITANT, OPERATOR, COORDINATOR),
    "file.list": (AUDITOR,),
    "file.read": (AUDITOR,),
    "goal.choose": (COHABITANT, ONESELF),
    "goal.rate": (COHABITANT, ONESELF, OPERATOR, FAMILY),
    "goal.set": (OPERATOR, COORDINATOR),
    "home.read": (COHABITANT, OPERATOR, COORDINATOR),
    "match.decide": (COORDINATOR,),
    "match.read": (COORDINATOR,),
    "member.change": (COORDINATOR,),
    "overview.read": (COORDINATOR,),
    "pact.amend": (COHABITANT, OPERATOR, COORDINATOR),
    "pact.draft": (OPERATOR, COORDINATOR),
    "pact.leave": (COHABITANT,),
    "pact.read": (COHABITANT, ONESELF, OPERATOR, COORDINATOR),
    "pact.sign": (COHABITANT, ONESELF, COORDINATOR),
    "person.read": (ONESELF, OPERATOR, COORDINATOR),
    "plan.agree": (OPERATOR, COORDINATOR),
    "proposal.answer": (ONESELF,),
    "proposal.read": (ONESELF, COORDINATOR),
    "share.change": (ONESELF,),
    "today.read": (ANY_OPERATOR,),
    "visit.plan": (OPERATOR, COORDINATOR),
    "visit.read": (OPERATOR, COORDINATOR),
    "visit.write": (OPERATOR,),
    "wellbeing.read": (FAMILY,),
}
