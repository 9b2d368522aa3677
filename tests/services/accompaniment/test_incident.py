from datetime import timedelta

import pytest
from hypothesis import given as every
from hypothesis import settings
from hypothesis import strategies as st

from events.accompaniment.incident import (
    WITHIN,
    AcknowledgeIncident,
    CloseIncident,
    EscalateIncident,
    IncidentAcknowledged,
    IncidentClosed,
    IncidentEscalated,
    IncidentRaised,
    ProtectionStepTaken,
    RaiseIncident,
    TakeProtectionStep,
    kept_from,
)
from events.category import Category
from events.envelope import Recorded, Refusal
from services.accompaniment.incident import INCIDENT
from services.accompaniment.policy import dues
from tests.people import AHMED, COHABITATION_SAN_VITO, LUCA, MARCO, MARTA, PAOLO, PARTNERSHIP, SARA, id_of
from tests.services.story import NOW, act, given, refused, when

IT = id_of("incident")
HERE = {"stream": IT, "dossier": COHABITATION_SAN_VITO}
TAKE_ON, ESCALATE = AcknowledgeIncident(**HERE), EscalateIncident(**HERE)
HOUR = timedelta(hours=1)


def raising(**more):
    return RaiseIncident(
        **{**HERE, "kind": "threat", "level": 2, "harmed": AHMED.id, "words": "Urla.", **more}
    )


def raised(by=SARA, **more):
    (fact,) = when(INCIDENT, raising(**more), given(INCIDENT), act(by))
    return fact


def test_it_belongs_to_whom_it_happened_to_and_names_no_cause_in_clear():
    fact = raised(causes=(MARCO.id,))

    assert (fact.harmed, fact.words.owner, fact.words.category) == (AHMED.id, AHMED.id, Category.INCIDENTS)
    assert (fact.hidden, fact.causes.value) == ((kept_from(IT, MARCO.id),), str(MARCO.id))
    assert fact.about() == (AHMED.id,)


def test_whoever_harms_themselves_is_not_told_of_it_either():
    fact = raised(kind="self-harm", causes=(AHMED.id,))

    assert (fact.harmed, fact.words.owner, fact.about()) == (None, COHABITATION_SAN_VITO, ())


def test_nobody_reports_themselves():
    assert (
        refused(INCIDENT, raising(causes=(MARCO.id,)), given(INCIDENT), act(MARCO)) == "incident.not-oneself"
    )


@pytest.mark.parametrize("level", [1, 2, 3])
def test_each_level_has_its_hours_and_the_lowest_none(level):
    fact = raised(level=level)

    assert fact.due == (NOW + WITHIN[level] if level in WITHIN else None)


def test_taken_on_in_time_or_late_it_says_so():
    here = given(INCIDENT, raised())

    assert when(INCIDENT, TAKE_ON, here, act(MARTA, at=NOW + HOUR)) == [
        IncidentAcknowledged(minutes=60, in_time=True)
    ]
    assert when(INCIDENT, TAKE_ON, here, act(MARTA, at=NOW + 25 * HOUR)) == [
        IncidentAcknowledged(minutes=1500, in_time=False)
    ]


def test_a_serious_one_is_taken_on_by_somebody_else_than_who_wrote_it():
    assert refused(INCIDENT, TAKE_ON, given(INCIDENT, raised()), act(SARA)) == "incident.someone-else"
    assert when(INCIDENT, TAKE_ON, given(INCIDENT, raised(level=1)), act(SARA))


@pytest.mark.parametrize(
    "asked",
    [TAKE_ON, TakeProtectionStep(**HERE, step="talked-apart"), CloseIncident(**HERE, outcome="unfounded")],
)
def test_for_who_may_be_its_cause_it_is_not_there(asked):
    here = given(INCIDENT, raised(causes=(PAOLO.id,)))

    assert refused(INCIDENT, asked, here, act(PAOLO, "operator")) == "incident.not-here"
    assert refused(INCIDENT, asked, given(INCIDENT), act(MARTA)) == "incident.not-here"


def test_it_is_closed_once_somebody_took_it_on():
    asked = CloseIncident(**HERE, outcome="resolved")
    here = given(INCIDENT, raised(), IncidentAcknowledged(minutes=3, in_time=True))

    assert refused(INCIDENT, asked, given(INCIDENT, raised()), act(MARTA)) == "incident.nobody-took-it-on"
    assert when(INCIDENT, asked, here, act(MARTA)) == [IncidentClosed(outcome="resolved")]
    over = given(
        INCIDENT, raised(), IncidentAcknowledged(minutes=3, in_time=True), IncidentClosed(outcome="resolved")
    )
    assert (
        refused(INCIDENT, TakeProtectionStep(**HERE, step="family-told"), over, act(MARTA))
        == "incident.closed"
    )


def test_what_was_done_is_as_private_as_what_happened():
    asked = TakeProtectionStep(**HERE, step="talked-apart", words="Con Ahmed da solo.")
    (step,) = when(INCIDENT, asked, given(INCIDENT, raised()), act(MARTA))

    assert (step.words.owner, step.words.category) == (AHMED.id, Category.INCIDENTS)


def test_it_falls_due_once_and_no_more_when_taken_on():
    fact = raised(level=3)
    (due,) = dues(fact, recorded(fact))
    (gone,) = dues(IncidentAcknowledged(minutes=1, in_time=True), recorded(fact))

    assert (due.at, due.command) == (NOW + HOUR, ESCALATE)
    assert (gone.kind, gone.stream, gone.command) == (due.kind, due.stream, None)


def recorded(fact):
    return Recorded(
        event_id=IT, topic=fact.TOPIC, version=1, stream=IT, stream_version=1, partnership=PARTNERSHIP,
        dossier=COHABITATION_SAN_VITO, subjects=(), actor=SARA.id, role="operator", organisation=None, on_behalf_of=None,
        occurred_at=NOW, zone="Europe/Rome", received_at=NOW, recorded_at=NOW, command_id=IT, caused_by=None, fact={},
    )  # fmt: skip


PEOPLE = (SARA, PAOLO, MARTA, AHMED, MARCO, LUCA)
AFTERWARDS = st.tuples(
    st.sampled_from(
        (TAKE_ON, ESCALATE, CloseIncident(**HERE, outcome="resolved"), TakeProtectionStep(**HERE, step="family-told"))
    ),
    st.sampled_from(PEOPLE), st.integers(0, 60),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@every(
    st.integers(1, 3), st.sets(st.sampled_from([it.id for it in PEOPLE[1:]])), st.sampled_from([None, AHMED.id, MARCO.id]),
    st.lists(AFTERWARDS, max_size=12),
)  # fmt: skip
def test_i25_whatever_happens_no_cause_acts_or_is_named_and_a_serious_one_is_taken_on_or_passed_up(
    level, causes, harmed, afterwards
):
    fact = raised(level=level, causes=tuple(causes), harmed=harmed)
    story = [fact]
    for command, person, hours in afterwards:
        try:
            new = when(INCIDENT, command, given(INCIDENT, *story), act(person, at=NOW + hours * HOUR))
        except Refusal:
            continue
        assert new == [] or isinstance(command, EscalateIncident) or person.id not in causes
        story += new
    if fact.due:  # what the house itself asks when the time has come
        story += when(
            INCIDENT, ESCALATE, given(INCIDENT, *story), act(MARTA, at=max(fact.due, NOW + 60 * HOUR))
        )

    clear = repr([each.model_dump(exclude={"causes", "words", "raised_by"}) for each in story])
    assert [
        it for it in causes if str(it) in clear or it in {who for each in story for who in each.about()}
    ] == []
    ends = {type(each) for each in story}
    assert level == 1 or ends & {IncidentAcknowledged, IncidentEscalated}
    taken = [each for each in story if isinstance(each, IncidentAcknowledged)]
    assert level == 1 or all(each.in_time for each in taken) or IncidentEscalated in ends or len(taken) == 1


def test_steps_may_come_before_anybody_took_it_on():
    (step,) = when(
        INCIDENT, TakeProtectionStep(**HERE, step="emergency-called"), given(INCIDENT, raised()), act(SARA)
    )

    assert step == ProtectionStepTaken(step="emergency-called", words=None)
    assert isinstance(given(INCIDENT, raised(), step).raised, IncidentRaised)
