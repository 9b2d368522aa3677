"""Who may ask what of matching. No grant lets a machine decide a match."""

from events.role import ANY_OPERATOR, COORDINATOR, HOLDER_OF_POWER, ONESELF, SYSTEM, Grant

COMMANDS: dict[str, tuple[Grant, ...]] = {
    "matching.RegisterHome": (COORDINATOR,),
    "matching.SetSolutionType": (COORDINATOR,),
    "matching.MakeHomeAvailable": (COORDINATOR,),
    "matching.BlockHome": (COORDINATOR, ANY_OPERATOR),
    "matching.HoldPlaces": (SYSTEM,),
    "matching.ReleasePlaces": (COORDINATOR, SYSTEM),
    "matching.EnterCandidate": (SYSTEM,),
    "matching.DescribeCandidate": (ONESELF, HOLDER_OF_POWER, COORDINATOR, ANY_OPERATOR),
    "matching.StandDown": (ONESELF, COORDINATOR, SYSTEM),
    "matching.EvaluateCandidates": (COORDINATOR,),
    "matching.MakeProposal": (COORDINATOR,),
    "matching.RecordMeeting": (COORDINATOR, ANY_OPERATOR),
    "matching.AnswerProposal": (ONESELF, HOLDER_OF_POWER),
    "matching.DecideMatch": (COORDINATOR,),
    "matching.DropMatch": (COORDINATOR,),
}
