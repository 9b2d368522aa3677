"""Who may ask what of intake. No system may admit or exclude anyone (I22)."""

from events.role import (
    ANY_OPERATOR,
    COMMISSION,
    COORDINATOR,
    INFO_POINT,
    INFO_POINT_CALLER,
    ONESELF,
    PUBLIC,
    SYSTEM,
    Grant,
)

DESK = (INFO_POINT, ANY_OPERATOR, COORDINATOR)
CALLERS = (INFO_POINT_CALLER, ANY_OPERATOR, COORDINATOR)

COMMANDS: dict[str, tuple[Grant, ...]] = {
    "intake.PublishCall": (COORDINATOR,),
    "intake.ExtendCall": (COORDINATOR,),
    "intake.CloseCall": (SYSTEM, COORDINATOR),
    "intake.SubmitApplication": (ONESELF, *DESK),
    "intake.AmendApplication": (ONESELF, *DESK),
    "intake.WithdrawApplication": (ONESELF, *DESK),
    "intake.RequestDocuments": (COMMISSION, *DESK),
    "intake.ReceiveDocuments": DESK,
    "intake.AdmitApplication": (COMMISSION, COORDINATOR),
    "intake.ExcludeApplication": (COMMISSION, COORDINATOR),
    # Asked by an application within its own save, never by anyone else.
    "intake.EnterCall": (SYSTEM,),
    "intake.LeaveCall": (SYSTEM,),
    "intake.OpenContact": DESK,
    "intake.GiveOptions": DESK,
    "intake.HandOverContact": DESK,
    "intake.AcceptHandover": DESK,
    "intake.DeclineHandover": DESK,
    # A volunteer once they have done the module on calling.
    "intake.OpenContactToCall": CALLERS,
    "intake.AgreeToCall": CALLERS,
    "intake.TakeBackCall": DESK,
    # Anybody with the code on the sheet; the rule compares it.
    "intake.ReportOutcome": (PUBLIC, *DESK),
    "intake.NumberContact": (SYSTEM,),
}
