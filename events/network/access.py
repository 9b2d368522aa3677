"""Who may ask what of network."""

from events.role import (
    ANY_OPERATOR,
    AUDITOR,
    COORDINATOR,
    HOLDER_OF_POWER,
    INFO_POINT,
    INFO_POINT_THEMSELVES,
    ONESELF,
    OPERATOR,
    PUBLIC,
    SYSTEM,
    Grant,
)

DESK = (INFO_POINT, ANY_OPERATOR, COORDINATOR)
PAID = (ANY_OPERATOR, COORDINATOR)
"""Those of the staff who may let somebody in again; a volunteer at a desk sends them there."""

COMMANDS: dict[str, tuple[Grant, ...]] = {
    "network.EnrolPartner": (COORDINATOR,),
    "network.ReleasePartner": (COORDINATOR,),
    "network.OpenPoint": (COORDINATOR,),
    "network.NameDistrict": (COORDINATOR,),
    # SYSTEM: the link printed at the first start of an empty house.
    "network.RegisterPerson": (PUBLIC, *DESK, SYSTEM),
    "network.CorrectIdentity": (ONESELF, *DESK),
    "network.FindSame": (COORDINATOR,),
    "network.RecordRelation": (ONESELF, *DESK),
    "network.EndRelation": (ONESELF, *DESK),
    "network.RecordPower": (COORDINATOR,),
    # Never by who recorded it; an operator for those they accompany.
    "network.CheckPower": (COORDINATOR, OPERATOR),
    "network.SendBackPower": (COORDINATOR, OPERATOR),
    "network.EndPower": (COORDINATOR,),
    "network.GrantRole": (COORDINATOR, SYSTEM),
    "network.EndRole": (COORDINATOR,),
    "network.Assign": (COORDINATOR,),
    "network.Unassign": (COORDINATOR,),
    "network.ChooseReading": (ONESELF,),
    # One's own ways in. SYSTEM: who is helped back in by the house loses the old ones.
    "network.AddPasskey": (ONESELF,),
    "network.RemovePasskey": (ONESELF, SYSTEM),
    "network.NameDevice": (ONESELF,),
    "network.EndDevices": (ONESELF, SYSTEM),
    "network.ConfirmAddress": (ONESELF,),
    "network.RemoveAddress": (ONESELF, SYSTEM),
    "network.SetSecondFactor": (ONESELF,),
    "network.RemoveSecondFactor": (ONESELF, SYSTEM),
    # By staff for whom they welcome; by oneself for somebody close, who is new here (the rule sees to it).
    "network.IssueInvitation": (ONESELF, INFO_POINT, OPERATOR, COORDINATOR),
    "network.WithdrawInvitation": (ONESELF, INFO_POINT, OPERATOR, COORDINATOR),
    # Whoever has the code, which the rule checks.
    "network.UseInvitation": (PUBLIC,),
    "network.ExpireInvitation": (SYSTEM,),
    "network.EnrolSharedDevice": (COORDINATOR,),
    "network.EnrolOwnDevice": (ONESELF,),
    "network.EndPinDevice": (COORDINATOR, ONESELF),
    # The second one is another than the first; who acts on behalf may ask, and no more.
    "network.AskRecovery": (HOLDER_OF_POWER, *PAID),
    "network.ConfirmRecovery": PAID,
    "network.CancelRecovery": (ONESELF, *PAID),
    "network.CompleteRecovery": (SYSTEM,),
    "network.LinkOutsideLogin": (ONESELF,),
    "network.UnlinkOutsideLogin": (ONESELF,),
    # One's own, by nobody else: not by staff, not by who acts on behalf.
    "network.SetPin": (ONESELF,),
    "network.RemovePin": (ONESELF,),
    # Whoever typed too many wrong ones was nobody yet.
    "network.LockPin": (PUBLIC,),
    "network.AppointAuditor": (COORDINATOR,),
    "network.EndAppointment": (COORDINATOR,),
    "network.OpenLine": (COORDINATOR,),
    "network.ExtendLine": (COORDINATOR,),
    "network.AttributePlace": (COORDINATOR,),
    "network.EndAttribution": (COORDINATOR,),
    "network.AttributeEffort": (COORDINATOR,),
    "network.RecordCost": (COORDINATOR,),
    "network.CounterCost": (COORDINATOR,),
    "network.CloseClaim": (COORDINATOR,),
    "network.RaiseFinding": (AUDITOR,),
    "network.AnswerFinding": (COORDINATOR,),
    "network.CloseFinding": (AUDITOR,),
    "network.IssueEvidence": (AUDITOR,),
    "network.StartRetention": (SYSTEM,),
    "network.HoldRetention": (SYSTEM,),
    "network.ProposeDisposal": (SYSTEM,),
    "network.AuthoriseDisposal": (COORDINATOR,),
    # By another coordinator than the one before; the rule sees to it.
    "network.ConfirmDisposal": (COORDINATOR,),
    "network.RecordDisposal": (SYSTEM,),
    "network.PublishEntry": (COORDINATOR,),
    "network.ReviseEntry": (COORDINATOR,),
    "network.WithdrawEntry": (COORDINATOR,),
    "network.VerifyEntry": DESK,
    # SYSTEM: somebody was sent there and it did not help.
    "network.DoubtEntry": (*DESK, SYSTEM),
    "network.NoteChange": (SYSTEM,),
    "network.IssueEdition": (SYSTEM, COORDINATOR),
    "network.SignalNeed": DESK,
    "network.TeachSession": (COORDINATOR,),
    "network.AnswerModule": (INFO_POINT_THEMSELVES,),
    "network.CreditModule": (SYSTEM,),
}
