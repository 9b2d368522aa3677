"""One's own word about one's days, and help asked for: in nobody else's voice."""

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from events.accompaniment.goal import RateLadder
from events.accompaniment.help import AskHelp, EndHelp, HearHelp, HelpAsked, HelpEnded, HelpHeard
from events.accompaniment.own_days import (
    DoneTakenBack,
    DoneTold,
    MoodTold,
    TakeBackDone,
    TellDone,
    TellMood,
    own_days_of,
)
from events.category import Category
from events.sealed import seal
from services.accompaniment.help import HELP, Call
from services.accompaniment.own_days import OWN_DAYS, RUNG, OwnDays
from tests.people import COHABITATION_PONTETETTO, GIULIA, ROSA, SARA, id_of
from tests.services.story import act, given, refused, when

OWN = {"stream": own_days_of(GIULIA.id), "dossier": GIULIA.id}
COOKED, GOAL = id_of("Giulia ha cucinato"), id_of("prendere l'autobus")
HERSELF = act(GIULIA, "cohabitant")
TOLD = TellDone(**OWN, done=COOKED, thing="cooked", help="alone")
ABOUT_A_GOAL = TellDone(
    **OWN, done=COOKED, thing="goal", help="together", goal=GOAL, home=COHABITATION_PONTETETTO
)
CALL = {"stream": id_of("Giulia chiede aiuto"), "dossier": GIULIA.id}
ASKED = HelpAsked(person=GIULIA.id, where=seal("outside", GIULIA.id, Category.INCIDENTS))


def hers(value):
    return seal(value, GIULIA.id, Category.GOALS)


def done(goal=None, thing="cooked", help="alone"):
    return DoneTold(person=GIULIA.id, done=COOKED, thing=hers(thing), help=hers(help), goal=goal)


def test_a_face_is_told_and_read_like_ones_goals():
    assert when(OWN_DAYS, TellMood(**OWN, face=2), OwnDays(), HERSELF) == [
        MoodTold(person=GIULIA.id, face=hers(2))
    ]


@pytest.mark.parametrize("command", [TellMood(**OWN, face=5), TOLD, TakeBackDone(**OWN, done=COOKED)])
@pytest.mark.parametrize("by", [act(ROSA, "family"), act(SARA), act(ROSA, "family", on_behalf_of=GIULIA.id)])
def test_nobody_says_it_for_another(command, by):
    assert refused(OWN_DAYS, command, given(OWN_DAYS, done()), by) == "day.only-oneself"


def test_what_is_told_twice_is_told_once():
    assert when(OWN_DAYS, TOLD, OwnDays(), HERSELF) == [done()]
    assert when(OWN_DAYS, TOLD, given(OWN_DAYS, done()), HERSELF) == []


def test_about_a_goal_it_is_also_the_persons_voice_on_the_ladder():
    told, rated = when(OWN_DAYS, ABOUT_A_GOAL, OwnDays(), HERSELF)

    assert told == done(GOAL, "goal", "together")
    assert rated == RateLadder(
        stream=GOAL, dossier=COHABITATION_PONTETETTO, person=GIULIA.id, level=2, voice="person"
    )


@pytest.mark.parametrize("change", [{"goal": None}, {"home": None}, {"thing": "cooked"}])
def test_a_goal_is_named_with_its_home_or_not_at_all(change):
    assert refused(OWN_DAYS, ABOUT_A_GOAL.model_copy(update=change), OwnDays(), HERSELF) == "day.which-goal"


def test_a_slip_is_taken_back_once_but_a_word_on_a_ladder_is_said_again():
    back = TakeBackDone(**OWN, done=COOKED)
    gone = DoneTakenBack(person=GIULIA.id, done=COOKED)

    assert when(OWN_DAYS, back, given(OWN_DAYS, done()), HERSELF) == [gone]
    assert when(OWN_DAYS, back, given(OWN_DAYS, done(), gone), HERSELF) == []
    assert refused(OWN_DAYS, back, given(OWN_DAYS, done(GOAL, "goal")), HERSELF) == "day.say-it-again"
    assert refused(OWN_DAYS, back, OwnDays(), HERSELF) == "day.nothing-told"


@over(st.lists(st.sampled_from(("alone", "with-help", "together")), max_size=8))
def test_more_help_is_never_a_higher_rung(helps):
    rungs = [RUNG[help] for help in sorted(helps, key=("together", "with-help", "alone").index)]

    assert rungs == sorted(rungs)
    assert set(rungs) <= set(range(1, 6))


def test_help_is_asked_by_the_person_alone_and_once():
    ask = AskHelp(**CALL, where="outside")

    assert when(HELP, ask, Call(), HERSELF) == [ASKED]
    assert refused(HELP, ask, given(HELP, ASKED), HERSELF) == "help.already-asked"
    assert refused(HELP, ask, Call(), act(ROSA, "family")) == "help.only-oneself"


def test_help_is_heard_and_ended():
    heard, ended = HelpHeard(person=GIULIA.id, by=SARA.id), HelpEnded(person=GIULIA.id)

    assert when(HELP, HearHelp(**CALL), given(HELP, ASKED), act(SARA)) == [heard]
    assert when(HELP, HearHelp(**CALL), given(HELP, ASKED, heard), act(SARA)) == []
    assert when(HELP, EndHelp(**CALL), given(HELP, ASKED, heard), HERSELF) == [ended]
    assert when(HELP, EndHelp(**CALL), given(HELP, ASKED, ended), HERSELF) == []
    assert refused(HELP, HearHelp(**CALL), given(HELP, ASKED, ended), act(SARA)) == "help.already-over"
    assert refused(HELP, EndHelp(**CALL), Call(), HERSELF) == "help.nothing-asked"
