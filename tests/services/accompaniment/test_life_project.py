"""I9: a stable home needs the person's wish, an approved life project, a referente; and the yearly trial's holes."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from events.accompaniment.continuity import (
    PARTS,
    ContinuityPlanned,
    DrillRun,
    GapFilled,
    GapHandedOver,
    NoticeDrillDue,
    PlanContinuity,
    RunDrill,
    continuity_of,
)
from events.accompaniment.life_project import (
    AllowStableHome,
    AppointReferente,
    ApproveLifeProject,
    ConditionMet,
    MeetCondition,
    RecordWish,
    StableHomeAllowed,
    life_project_of,
)
from events.accompaniment.readiness import LIST
from events.envelope import Refusal
from services.accompaniment.continuity import CONTINUITY, Continuity
from services.accompaniment.life_project import LIFE_PROJECT, LifeProject
from services.accompaniment.sharing import Shares
from tests.people import GIULIA, MARTA, PAOLO, ROSA, SARA
from tests.services.story import act, given, refused, when

NEXT_YEAR = date(2027, 3, 2)
LIFE = {"stream": life_project_of(GIULIA.id), "dossier": GIULIA.id}
PLAN = {"stream": continuity_of(GIULIA.id), "dossier": GIULIA.id}
OWN = RecordWish(**LIFE, voice="person", words="Voglio una casa mia, con il canarino.")
FAMILY = RecordWish(**LIFE, voice="family", words="Che sia vicina a noi.")
APPROVE = ApproveLifeProject(**LIFE, version=1, members=(GIULIA.id, MARTA.id), review_by=NEXT_YEAR)
APPOINT = AppointReferente(**LIFE, referente=SARA.id)
STEPS = {"wish": OWN, "approve": APPROVE, "appoint": APPOINT}
NO_SHARE = {"shares": Shares()}


def decided(project: LifeProject, command, **seen) -> LifeProject:
    by = act(GIULIA, "self") if isinstance(command, RecordWish) else act()
    seen = NO_SHARE if isinstance(command, RecordWish) else seen
    return given_more(project, when(LIFE_PROJECT, command, project, by, **seen))


def given_more(state, facts):
    return LIFE_PROJECT.fold(facts, state)


@over(st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
def test_i9_a_stable_home_only_with_all_three(order):
    """In whatever order they are asked for, and whatever is left out."""
    project = LifeProject()
    for name in order:
        try:
            project = decided(project, STEPS[name])
        except Refusal:
            continue
    complete = "person" in project.wished and project.version > 0 and project.referente is not None
    allow = AllowStableHome(**LIFE, review_by=NEXT_YEAR)
    if complete:
        assert [type(it) for it in when(LIFE_PROJECT, allow, project)] == [StableHomeAllowed]
    else:
        assert refused(LIFE_PROJECT, allow, project).startswith("life.")


def test_the_wish_of_the_family_never_stands_for_the_persons():
    rosa = act(ROSA, "family")
    as_her = RecordWish(**LIFE, voice="person", words="Lo vuole.")
    assert (
        refused(LIFE_PROJECT, as_her, LifeProject(), act(ROSA, "self"), **NO_SHARE) == "goal.not-your-voice"
    )
    assert refused(LIFE_PROJECT, FAMILY, LifeProject(), rosa, **NO_SHARE) == "life.not-shown-to-you"
    assert refused(LIFE_PROJECT, APPROVE, LifeProject()) == "life.wish-comes-first"


def test_the_person_is_one_of_those_who_approve():
    project = decided(LifeProject(), OWN)
    without = APPROVE.model_copy(update={"members": (MARTA.id, SARA.id)})
    assert refused(LIFE_PROJECT, without, project) == "life.person-is-a-member"


def test_each_line_of_the_list_is_met_once_and_only_with_evidence():
    project = LifeProject()
    for command in (OWN, APPROVE, APPOINT):
        project = decided(project, command)
    for line in LIST:
        meet = MeetCondition(**LIFE, condition=line.condition, evidence=(UUID(int=7),))
        if line.by_itself and line.condition != "if-tomorrow":
            assert refused(LIFE_PROJECT, meet, project) == "life.follows-by-itself"
        else:
            assert refused(LIFE_PROJECT, meet, project, act(PAOLO)) == "life.only-the-referente"
            (said,) = when(LIFE_PROJECT, meet, project, act(SARA))
            assert isinstance(said, ConditionMet)
            project = given_more(project, [said])
            assert when(LIFE_PROJECT, meet, project) == []
    assert project.met == {line.condition for line in LIST}


def run(continuity: Continuity, project: LifeProject, gaps: tuple = (), checked: tuple = PARTS):
    drill = RunDrill(**PLAN, checked=checked, gaps=gaps)
    return when(CONTINUITY, drill, continuity, act(), **NO_SHARE, project=project)


def test_a_hole_becomes_the_referentes_task_until_it_is_written_down():
    project = LifeProject(referente=SARA.id)
    drill, task = run(Continuity(), project, ("keys",))
    assert isinstance(drill, DrillRun)
    assert isinstance(task, GapHandedOver)
    assert (task.part, task.referente) == ("keys", SARA.id)

    found = given(CONTINUITY, drill, task)
    assert [type(it) for it in run(found, project, ("keys",))] == [DrillRun]
    write = PlanContinuity(**PLAN, part="keys", words="Dalla signora del primo piano.")
    said = when(CONTINUITY, write, found, act(SARA), **NO_SHARE, project=project)
    assert [type(it) for it in said] == [ContinuityPlanned, GapFilled]


def test_a_trial_without_holes_is_a_condition_met():
    _, condition = run(Continuity(), LifeProject(referente=SARA.id))
    assert isinstance(condition, MeetCondition)
    assert condition.condition == "if-tomorrow"


@pytest.mark.parametrize("gaps", [("keys",), ("budget",)])
def test_a_hole_needs_a_referente_and_a_look(gaps):
    drill = RunDrill(**PLAN, checked=("keys",), gaps=gaps)
    reason = refused(CONTINUITY, drill, Continuity(), act(), **NO_SHARE, project=LifeProject())
    assert reason == ("life.no-referente" if gaps == ("keys",) else "continuity.gap-not-checked")


def test_a_year_later_it_falls_due_once():
    later = act(at=datetime(2028, 3, 2, tzinfo=UTC))
    (due,) = when(CONTINUITY, NoticeDrillDue(**PLAN), Continuity(), later)
    assert when(CONTINUITY, NoticeDrillDue(**PLAN), given(CONTINUITY, due), later) == []
