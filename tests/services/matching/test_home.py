import pytest

from events.matching.home import (
    BlockHome,
    HoldPlaces,
    HomeBlocked,
    HomeMadeAvailable,
    MakeHomeAvailable,
    PlacesHeld,
    PlacesReleased,
    RegisterHome,
    ReleasePlaces,
    SetSolutionType,
    SolutionTypeSet,
)
from services.matching.availability import free_on, free_throughout
from services.matching.home import HOME, Home
from services.matching.solution_types import EDITION
from tests.people import COHABITATION_SAN_VITO, COMUNE, id_of
from tests.services.matching.cast import APRIL, HOME_ID, MARCH, MAY, registered, san_vito
from tests.services.story import given, refused, when

HERE = {"stream": HOME_ID, "dossier": HOME_ID}


def registering(**more):
    words = {"owner": COMUNE, "district": "San Vito", "name": "Casa San Vito", "places": 2, "rooms": 3}
    return RegisterHome(
        **{**HERE, **words, "accessibility": ("step-free",), "since": registered().since, **more}
    )


def test_a_home_is_registered_once_and_again_is_no_news():
    assert when(HOME, registering(), Home()) == [registered()]
    assert when(HOME, registering(), given(HOME, registered())) == []
    assert refused(HOME, registering(places=3), given(HOME, registered())) == "home.already-registered"


def test_a_home_belongs_to_its_own_dossier():
    assert refused(HOME, registering(dossier=id_of("elsewhere")), Home()) == "command.wrong-dossier"


@pytest.mark.parametrize(
    ("type_", "places", "allowed"),
    [
        ("youth", 2, True),
        ("youth", 3, False),
        ("respite", 3, False),
        ("stable", 5, True),
        ("mutual-aid", 1, False),
    ],
)
def test_a_type_is_set_only_where_the_traits_allow_it(type_, places, allowed):
    home = given(HOME, registered(places=places))
    command = SetSolutionType(**HERE, type=type_)

    if allowed:
        assert when(HOME, command, home) == [SolutionTypeSet(type=type_, rules=EDITION)]
    else:
        assert refused(HOME, command, home) == "home.type-needs-other-places"


def test_nothing_can_be_said_of_a_home_nobody_registered():
    assert refused(HOME, MakeHomeAvailable(**HERE, since=MARCH), Home()) == "home.not-registered"


def test_availability_starts_no_earlier_than_the_home_and_ends_after_it_starts():
    home = given(HOME, registered())
    before = registered().since.replace(year=2025)

    assert refused(HOME, MakeHomeAvailable(**HERE, since=before), home) == "home.before-its-registration"
    assert refused(HOME, BlockHome(**HERE, since=MARCH, until=MARCH, reason="repairs"), home) == (
        "home.ends-before-it-starts"
    )


def test_the_last_word_about_a_day_counts():
    spans = san_vito(HomeBlocked(since=APRIL, until=MAY, reason="repairs")).spans

    assert free_on(spans, MARCH)
    assert not free_on(spans, APRIL)
    assert free_on(spans, MAY), "until is exclusive"
    assert not free_throughout(spans, MARCH, None)
    assert free_throughout(spans, MARCH, APRIL)


def test_saying_the_same_again_is_no_news():
    assert when(HOME, MakeHomeAvailable(**HERE, since=MARCH), san_vito()) == []


def test_a_place_is_never_promised_twice():
    hold = HoldPlaces(**HERE, cohabitation=COHABITATION_SAN_VITO, places=2, since=MARCH)
    held = PlacesHeld(cohabitation=COHABITATION_SAN_VITO, places=2, since=MARCH, until=None)
    other = hold.model_copy(update={"cohabitation": id_of("other"), "since": APRIL})

    assert when(HOME, hold, san_vito()) == [held]
    assert when(HOME, hold, san_vito(held)) == []
    assert refused(HOME, other, san_vito(held)) == "home.no-places-left"


def test_released_places_are_free_from_that_day():
    held = PlacesHeld(cohabitation=COHABITATION_SAN_VITO, places=2, since=MARCH, until=None)
    released = PlacesReleased(cohabitation=COHABITATION_SAN_VITO, until=APRIL)
    next_pair = HoldPlaces(**HERE, cohabitation=id_of("next"), places=2, since=APRIL)

    assert when(HOME, ReleasePlaces(**HERE, **released.model_dump()), san_vito(held)) == [released]
    assert len(when(HOME, next_pair, san_vito(held, released))) == 1
    early = next_pair.model_copy(update={"since": MARCH})
    assert refused(HOME, early, san_vito(held, released)) == "home.no-places-left"


def test_a_home_that_is_not_free_holds_nobody():
    home = given(HOME, registered(), HomeMadeAvailable(since=MARCH, until=APRIL))
    hold = HoldPlaces(**HERE, cohabitation=COHABITATION_SAN_VITO, places=2, since=MARCH)

    assert refused(HOME, hold, home) == "home.not-available"
