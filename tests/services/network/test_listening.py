"""Signals below five stay unheard; a module opens a task; a promised way to call is destroyed on its day."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from events.envelope import Recorded
from events.intake.contact import CallAgreed, CallTakenBack, OutcomeReported
from events.network.course import AnswerModule, CreditModule, ModuleCompleted, SkillEarned, training_of
from events.network.disposal import DisposalConfirmed, DisposalProposed, ProposeDisposal, retention_of
from events.network.guide import DoubtEntry
from events.network.session import SessionTaught, TeachSession
from events.network.signal import LEAST, NeedSignalled, SignalNeed, ThemePublished, needs_of
from events.role import CALL_SKILL
from events.sealed import Box
from services.network.course import TRAINING, right_answers
from services.network.disposal import DISPOSAL
from services.network.policy import dues, react
from services.network.session import SESSION
from services.network.signal import NEEDS, quarter
from tests.people import ELENA, GINO, MARTA, id_of
from tests.services.story import NOW, act, given, refused, when

DISTRICT, GUEST, ENTRY = id_of("San Vito"), id_of("ospite"), id_of("voce")
TODAY = NOW.date()
THEMES = ("sleeping-rough", "losing-home", "alone")
OWN = {"stream": training_of(ELENA.id), "dossier": ELENA.id}


def signalled(*themes, at=NOW):
    """The facts of as many signals, one after the other."""
    facts = []
    for theme in themes:
        command = SignalNeed(stream=needs_of(DISTRICT), dossier=DISTRICT, theme=theme)
        facts += when(NEEDS, command, given(NEEDS, *facts), act(ELENA, at=at))
    return facts


def test_four_alike_are_heard_by_nobody_and_the_fifth_says_five():
    facts = signalled(*["sleeping-rough"] * 5)

    assert all(isinstance(fact, NeedSignalled) for fact in facts[:-1])
    assert facts[-1] == ThemePublished(theme="sleeping-rough", district=DISTRICT, quarter="2026-1", least=5)


def test_a_quarter_and_a_district_stand_for_themselves():
    spring = NOW + timedelta(days=60)
    facts = signalled(*["alone"] * 4) + signalled(*["alone"] * 4, at=spring)
    wrong = SignalNeed(stream=needs_of(DISTRICT), dossier=ENTRY, theme="alone")

    assert not any(isinstance(fact, ThemePublished) for fact in facts)
    assert (quarter(date(2026, 3, 31)), quarter(date(2026, 4, 1))) == ("2026-1", "2026-2")
    assert refused(NEEDS, wrong, NEEDS.initial) == "signal.misaddressed"


@settings(max_examples=80, deadline=None)
@drawn(st.lists(st.sampled_from(THEMES), max_size=24))
def test_what_is_published_never_tells_of_fewer_than_five_nor_of_one_more(themes):
    """Published numbers are the true ones rounded down to fives: no signal by itself changes what can be read."""
    facts = signalled(*themes)
    shown: Counter[str] = Counter()
    for fact in facts:
        if isinstance(fact, ThemePublished):
            shown[fact.theme] = max(shown[fact.theme], fact.least)

    true = Counter(themes)
    assert {theme: true[theme] // LEAST * LEAST for theme in THEMES if true[theme] >= LEAST} == dict(shown)


def test_modules_come_in_their_order_and_the_second_opens_the_call():
    first, second = (
        AnswerModule(**OWN, module=module, answers=tuple(right_answers()[module]))
        for module in ("listening", "calling")
    )
    done = ModuleCompleted(person=ELENA.id, module="listening", on=TODAY, way="alone")

    assert refused(TRAINING, second, TRAINING.initial) == "course.the-one-before"
    assert when(TRAINING, first, TRAINING.initial) == [done]
    completed, earned = when(TRAINING, second, given(TRAINING, done))
    assert earned == SkillEarned(person=ELENA.id, skill="intake-call", since=TODAY)
    (stands,) = earned.standings()
    assert (stands.kind, stands.powers, stands.since) == ("skill", (CALL_SKILL,), TODAY)
    assert when(TRAINING, second, given(TRAINING, done, completed, earned)) == []


def test_a_wrong_answer_leaves_no_trace_and_says_which():
    right = right_answers()["listening"]
    wrong = next(each for each in "abc" if each != right[1])
    command = AnswerModule(**OWN, module="listening", answers=(right[0], wrong, right[2]))

    assert refused(TRAINING, command, TRAINING.initial) == "course.read-again"


def test_who_was_at_a_session_has_done_its_module():
    session = id_of("incontro")
    own = {"stream": session, "dossier": session, "module": "calling", "minutes": 90, "trainer": MARTA.id}
    teach = TeachSession(**own, present=(ELENA.id, GINO.id, ELENA.id))

    taught, *credits = when(SESSION, teach, SESSION.initial)
    assert taught == SessionTaught(
        module="calling", on=TODAY, minutes=90, trainer=MARTA.id, present=(ELENA.id, GINO.id)
    )
    assert credits[1] == CreditModule(stream=training_of(GINO.id), dossier=GINO.id, module="calling")
    assert refused(SESSION, TeachSession(**own, present=(MARTA.id,)), SESSION.initial) == (
        "course.trainer-among-present"
    )
    facts = when(TRAINING, credits[0], TRAINING.initial)
    assert [type(fact) for fact in facts] == [ModuleCompleted, SkillEarned]


def told(fact, at=NOW):
    return Recorded(
        event_id=uuid4(), topic=fact.TOPIC, version=1, stream=GUEST, stream_version=1, partnership="lucca",
        dossier=GUEST, subjects=(), actor=ELENA.id, role="info-point", organisation=None, on_behalf_of=None,
        occurred_at=at, zone="Europe/Rome", received_at=at, recorded_at=at, command_id=uuid4(), caused_by=None,
        fact={},
    )  # fmt: skip


def box():
    return Box(key=uuid4(), owner=GUEST, category="identity", nonce="n", ct="c", commit="c")


def test_a_promised_name_goes_on_its_day_by_itself_and_at_once_if_they_wish():
    until = TODAY + timedelta(days=30)
    agreed = CallAgreed(name=box(), channel="call", address=box(), purpose="call-back", until=until)
    (start,) = react(agreed, told(agreed))
    (started,) = when(DISPOSAL, start, DISPOSAL.initial)
    state = given(DISPOSAL, started)
    own = {"stream": retention_of(GUEST, GUEST), "dossier": GUEST, "record_class": "contact"}
    on_its_day = act(MARTA, "system", at=datetime(2026, 4, 2, 9, tzinfo=UTC))

    assert started.classes[0].due == until
    assert when(DISPOSAL, ProposeDisposal(**own), state) == []
    proposed, confirmed = when(DISPOSAL, ProposeDisposal(**own), state, on_its_day)
    assert proposed == DisposalProposed(record_class="contact")
    assert confirmed == DisposalConfirmed(
        record_class="contact", owner=GUEST, kind="contact", categories=("identity",)
    )
    (due,) = dues(started, told(started).model_copy(update={"stream": own["stream"]}))
    assert due.command == ProposeDisposal(**own)

    back = CallTakenBack(on=TODAY)
    (again,) = react(back, told(back))
    (earlier,) = when(DISPOSAL, again, state)
    assert earlier.classes[0].due == TODAY
    assert len(when(DISPOSAL, ProposeDisposal(**own), given(DISPOSAL, started, earlier))) == 2


def test_what_did_not_help_lowers_trust_and_nothing_else_does():
    def asked(outcome, entry):
        fact = OutcomeReported(outcome=outcome, told_by="person", entry=entry)
        return list(react(fact, told(fact)))

    assert asked("not", ENTRY) == [DoubtEntry(stream=ENTRY, dossier=ENTRY, cause="referral-failed")]
    assert asked("not", None) == asked("helped", ENTRY) == asked("unreached", ENTRY) == []
