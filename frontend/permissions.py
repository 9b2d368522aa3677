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
    "acting.choose": (ONESELF,),
    "application.decide": (COORDINATOR, COMMISSION),
    "application.make": (ONESELF, INFO_POINT),
    "application.read": (ONESELF, INFO_POINT, COORDINATOR, COMMISSION),
    "applications.list": (INFO_POINT, COORDINATOR, COMMISSION),
    "applications.read": (INFO_POINT, COORDINATOR, COMMISSION),
    "case.read": (OPERATOR, COORDINATOR),
    "desk.use": (INFO_POINT, COORDINATOR),
    "documents.receive": (INFO_POINT, COORDINATOR),
    "documents.request": (INFO_POINT, COORDINATOR, COMMISSION),
    "duties.change": (COHABITANT,),
    "file.list": (AUDITOR,),
    "file.read": (AUDITOR,),
    "goal.choose": (COHABITANT, ONESELF),
    "goal.rate": (COHABITANT, ONESELF, OPERATOR, FAMILY),
    "goal.set": (OPERATOR, COORDINATOR),
    "home.read": (COHABITANT, OPERATOR, COORDINATOR),
    "homes.change": (COORDINATOR,),
    "homes.read": (COORDINATOR,),
    "match.decide": (COORDINATOR,),
    "match.read": (COORDINATOR,),
    "network.change": (COORDINATOR,),
    "network.read": (COORDINATOR,),
    "overview.read": (COORDINATOR,),
    "pact.amend": (COHABITANT, OPERATOR, COORDINATOR),
    "pact.draft": (OPERATOR, COORDINATOR),
    "pact.leave": (COHABITANT,),
    "pact.read": (COHABITANT, ONESELF, OPERATOR, COORDINATOR),
    "pact.sign": (COHABITANT, ONESELF, COORDINATOR),
    "plan.agree": (OPERATOR, COORDINATOR),
    "profile.change": (ONESELF,),
    "power.check": (OPERATOR, COORDINATOR),
    "power.record": (COORDINATOR,),
    "proposal.answer": (ONESELF,),
    "proposal.mine": (ONESELF,),
    "proposal.read": (ONESELF,),
    "share.change": (ONESELF,),
    "session.leave": (ONESELF,),
    "today.read": (ANY_OPERATOR,),
    "visit.plan": (OPERATOR, COORDINATOR),
    "visit.read": (OPERATOR, COORDINATOR),
    "visit.write": (OPERATOR,),
    "wellbeing.rate": (FAMILY,),
    "wellbeing.read": (FAMILY,),
}

NO_POWER = "none"
ON_BEHALF: dict[str, str] = {
    "acting.choose": NO_POWER,
    "application.make": "apply",
    "application.read": "apply",
    "pact.leave": "sign-pact",
    "pact.read": "sign-pact",
    "pact.sign": "sign-pact",
    "profile.change": "housing",
    "proposal.answer": "housing",
    "proposal.mine": "housing",
    "proposal.read": "housing",
    "session.leave": NO_POWER,
    "share.change": "share",
}
"""What may be done on behalf of a person, and the power of the decree it takes; nothing else, whatever one is."""
