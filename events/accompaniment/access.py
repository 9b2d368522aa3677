"""Who may ask what of accompaniment: those assigned, the people themselves, family for their voice."""

from events.role import (
    AUDITOR,
    COHABITANT,
    COHABITANT_THEMSELVES,
    COORDINATOR,
    FAMILY,
    HOLDER_OF_POWER,
    ONESELF,
    OPERATOR,
    SYSTEM,
    Grant,
)

TEAM = (OPERATOR, COORDINATOR)
THEMSELVES = (COHABITANT_THEMSELVES, ONESELF)
THE_PERSON = (*THEMSELVES, HOLDER_OF_POWER)

COMMANDS: dict[str, tuple[Grant, ...]] = {
    "accompaniment.OpenAccompaniment": (SYSTEM,),
    "accompaniment.CloseAccompaniment": (SYSTEM,),
    "accompaniment.AgreePlan": TEAM,
    "accompaniment.ChangePhase": TEAM,
    "accompaniment.ScheduleVisit": TEAM,
    "accompaniment.MoveVisit": TEAM,
    "accompaniment.StartVisit": (OPERATOR,),
    "accompaniment.WriteNote": TEAM,
    "accompaniment.CorrectNote": TEAM,
    "accompaniment.EndVisit": (OPERATOR,),
    "accompaniment.CorrectMinutes": TEAM,
    "accompaniment.MissVisit": TEAM,
    "accompaniment.NoticeMissingNote": (SYSTEM,),
    "accompaniment.SetGoal": (*TEAM, COHABITANT),
    "accompaniment.RateLadder": (OPERATOR, *THEMSELVES, FAMILY),
    "accompaniment.ReviewGoal": TEAM,
    "accompaniment.CloseGoal": (*TEAM, *THEMSELVES),
    "accompaniment.GrantShare": THE_PERSON,
    "accompaniment.LimitShare": THE_PERSON,
    "accompaniment.WithdrawShare": THE_PERSON,
    "accompaniment.BreakGlass": (*TEAM, AUDITOR),
    "accompaniment.ReviewGlass": (COORDINATOR,),
    "accompaniment.NoticeUnreviewedGlass": (SYSTEM,),
    "accompaniment.EndShare": (SYSTEM,),
}
