"""Who may ask what of pacts."""

from events.role import (
    COHABITANT,
    COHABITANT_THEMSELVES,
    COORDINATOR,
    HOLDER_OF_POWER,
    ONESELF,
    OPERATOR,
    SYSTEM,
    Grant,
)

# A member-to-be is not a cohabitant yet, and signs as a person; for them, whoever holds the power. A relation
# alone signs nothing.
SIGNATORIES = (COHABITANT_THEMSELVES, ONESELF, HOLDER_OF_POWER)

COMMANDS: dict[str, tuple[Grant, ...]] = {
    "pacts.FormCohabitation": (SYSTEM, COORDINATOR),
    "pacts.StartTrial": (SYSTEM,),
    "pacts.ActivateCohabitation": (SYSTEM, COORDINATOR),
    "pacts.AdmitMember": (SYSTEM, COORDINATOR),
    "pacts.RemoveMember": (SYSTEM, COORDINATOR),
    "pacts.SuspendCohabitation": (COORDINATOR,),
    "pacts.ResumeCohabitation": (COORDINATOR,),
    "pacts.CloseCohabitation": (COORDINATOR,),
    "pacts.TakeResidence": (SYSTEM,),
    "pacts.LeaveResidence": (SYSTEM,),
    "pacts.DraftPact": (OPERATOR, COORDINATOR),
    "pacts.AmendPact": (OPERATOR, COORDINATOR, COHABITANT),
    "pacts.ExplainPact": (OPERATOR, COORDINATOR),
    "pacts.SignPact": (*SIGNATORIES, COORDINATOR),
    "pacts.GiveNotice": (*SIGNATORIES, COORDINATOR),
    "pacts.EndPact": (SYSTEM, COORDINATOR),
    "pacts.SetDuties": (SYSTEM,),
    "pacts.WeighDuties": (COHABITANT_THEMSELVES,),
    "pacts.AssignTurns": (SYSTEM, OPERATOR, COORDINATOR),
    "pacts.ReleaseTurns": (SYSTEM,),
    "pacts.DoDuty": (COHABITANT_THEMSELVES,),
    "pacts.UndoDuty": (COHABITANT_THEMSELVES,),
    "pacts.AskSwap": (COHABITANT_THEMSELVES,),
    "pacts.AgreeSwap": (COHABITANT_THEMSELVES,),
    "pacts.DeclineSwap": (COHABITANT_THEMSELVES,),
    "pacts.NoteAbsence": (COHABITANT_THEMSELVES, OPERATOR),
    "pacts.OpenTension": (COHABITANT_THEMSELVES, OPERATOR),
    "pacts.TellSide": (COHABITANT_THEMSELVES,),
    "pacts.EndCooling": (SYSTEM,),
    "pacts.InviteMediator": (COHABITANT_THEMSELVES,),
    "pacts.DismissMediator": (COHABITANT_THEMSELVES,),
    "pacts.HoldMediation": (OPERATOR,),
    "pacts.ProposeTrialRule": (COHABITANT_THEMSELVES,),
    "pacts.AgreeTrialRule": (COHABITANT_THEMSELVES,),
    "pacts.RemindReview": (SYSTEM,),
    "pacts.ReviewTrialRule": (COHABITANT_THEMSELVES,),
    "pacts.CloseTension": (COHABITANT_THEMSELVES,),
    "pacts.RecordExpense": (COHABITANT_THEMSELVES,),
    "pacts.CounterExpense": (COHABITANT_THEMSELVES,),
    "pacts.Settle": (COHABITANT_THEMSELVES,),
}
