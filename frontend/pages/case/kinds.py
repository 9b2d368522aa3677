"""Which facts are moments of a cohabitation's story, and of which kind: data. Turns have a page of their own."""

from frontend.i18n import gettext

KINDS: dict[str, str] = {
    "accompaniment.VisitStarted": "visit",
    "accompaniment.VisitMissed": "visit",
    "accompaniment.NoteCorrected": "visit",
    "accompaniment.VisitMinutesCorrected": "visit",
    "accompaniment.VisitMoved": "visit",
    "accompaniment.IntentionKept": "visit",
    "accompaniment.GoalSet": "goal",
    "accompaniment.GoalReworded": "goal",
    "accompaniment.LadderRated": "goal",
    "accompaniment.GoalReviewed": "goal",
    "accompaniment.GoalClosed": "goal",
    "accompaniment.AccompanimentOpened": "goal",
    "accompaniment.AccompanimentClosed": "goal",
    "accompaniment.PlanAgreed": "goal",
    "accompaniment.PhaseChanged": "goal",
    "pacts.PactDrafted": "pact",
    "pacts.PactAmended": "pact",
    "pacts.PactExplained": "pact",
    "pacts.PactSigned": "pact",
    "pacts.PactActivated": "pact",
    "pacts.NoticeGiven": "pact",
    "pacts.PactEnded": "pact",
    "pacts.TrialRuleAgreed": "pact",
    "pacts.TrialRuleKept": "pact",
    "pacts.AbsenceNoted": "stay",
    "matching.MatchDecided": "person",
    "pacts.CohabitationFormed": "person",
    "pacts.TrialStarted": "person",
    "pacts.CohabitationActivated": "person",
    "pacts.MemberJoined": "person",
    "pacts.MemberLeft": "person",
    "pacts.CohabitationSuspended": "person",
    "pacts.CohabitationResumed": "person",
    "pacts.CohabitationClosed": "person",
    "network.Assigned": "person",
    "network.Unassigned": "person",
}


def labels() -> dict[str, str]:
    """Kind → its name, in the order in which they are filtered."""
    return {
        "visit": gettext("Visite"),
        "goal": gettext("Obiettivi e piano"),
        "pact": gettext("Patto"),
        "stay": gettext("Assenze"),
        "person": gettext("Persone e casa"),
    }
