"""Who may ask what of intake. No system may admit or exclude anyone (I22)."""

from events.role import ANY_OPERATOR, COMMISSION, COORDINATOR, INFO_POINT, ONESELF, SYSTEM, Grant

DESK = (INFO_POINT, ANY_OPERATOR, COORDINATOR)

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
}
