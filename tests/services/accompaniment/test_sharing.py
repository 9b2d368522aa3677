from datetime import date, timedelta

from events.accompaniment.sharing import (
    EndShare,
    GrantShare,
    LimitShare,
    ShareGranted,
    ShareLimited,
    ShareWithdrawn,
    WithdrawShare,
    shares_of,
)
from events.category import Category
from events.role import Role
from events.standing import Ends, Stands
from services.accompaniment.sharing import SHARES, Shares
from tests.people import LUCA, MARTA, ROSA, UGO, id_of
from tests.services.story import NOW, act, given, refused, when

TODAY = NOW.date()
SUMMER = date(2026, 6, 21)
HERE = {"stream": shares_of(LUCA.id), "dossier": LUCA.id, "to": ROSA.id, "role": Role.FAMILY}
GRANT = GrantShare(**HERE, categories=(Category.GOALS, Category.STAYS), until=SUMMER)
WHAT = {"person": LUCA.id, "to": ROSA.id, "role": Role.FAMILY}
GRANTED = ShareGranted(**WHAT, categories=(Category.GOALS, Category.STAYS), since=TODAY, until=SUMMER)
LIMITED = ShareLimited(**WHAT, categories=(Category.GOALS,), since=TODAY, until=SUMMER)
WITHDRAWN = ShareWithdrawn(**WHAT, until=TODAY)
BY_LUCA = act(LUCA)


def test_a_person_shares_with_someone_until_a_day():
    assert when(SHARES, GRANT, Shares(), BY_LUCA) == [GRANTED]
    assert GRANTED.standings() == (
        Stands(
            "share", ROSA.id, Role.FAMILY, TODAY, over=LUCA.id, until=SUMMER,
            categories=(Category.GOALS, Category.STAYS),
        ),
    )  # fmt: skip
    assert when(SHARES, GRANT, given(SHARES, GRANTED), BY_LUCA) == []


def test_only_the_person_or_the_holder_of_a_power_decides():
    assert refused(SHARES, GRANT, Shares(), act(MARTA)) == "sharing.only-the-person-decides"
    assert when(SHARES, GRANT, Shares(), act(UGO, on_behalf_of=LUCA.id)) == [GRANTED]


def test_who_acts_for_a_person_never_shows_their_things_to_themselves():
    for_luca = act(ROSA, on_behalf_of=LUCA.id)

    assert refused(SHARES, GRANT, Shares(), for_luca) == "sharing.not-to-whoever-acts"
    assert when(SHARES, WithdrawShare(**HERE), given(SHARES, GRANTED), for_luca) == [WITHDRAWN]


def test_with_the_relation_the_share_ends_on_its_day():
    over, later = (EndShare(**HERE, until=day) for day in (TODAY, TODAY + timedelta(days=9)))
    house = act(MARTA, "system")

    assert when(SHARES, over, given(SHARES, GRANTED), house) == [WITHDRAWN]
    assert when(SHARES, later, given(SHARES, GRANTED), house) == [
        ShareLimited(**{**GRANTED.model_dump(), "until": TODAY + timedelta(days=9)})
    ]
    assert when(SHARES, over, Shares(), house) == []


def test_nobody_writes_into_the_shares_of_another():
    elsewhere = GRANT.model_copy(update={"stream": shares_of(id_of("another"))})

    assert refused(SHARES, elsewhere, Shares(), BY_LUCA) == "command.wrong-dossier"


def test_only_what_the_table_lets_a_person_give_can_be_given():
    private = GRANT.model_copy(update={"categories": (Category.TENSION_SIDE,)})
    as_auditor = GRANT.model_copy(update={"role": Role.AUDITOR})
    as_machine = GRANT.model_copy(update={"role": Role.SYSTEM})

    for command in (private, as_auditor, as_machine):
        assert refused(SHARES, command, Shares(), BY_LUCA) == "sharing.not-shareable"


def test_a_share_lies_ahead_and_is_for_someone_else():
    over = GRANT.model_copy(update={"until": TODAY})
    oneself = GRANT.model_copy(update={"to": LUCA.id})

    assert refused(SHARES, over, Shares(), BY_LUCA) == "sharing.already-over"
    assert refused(SHARES, oneself, Shares(), BY_LUCA) == "sharing.with-oneself"


def test_a_share_is_limited_and_never_widened_that_way():
    limit = LimitShare(**HERE, categories=(Category.GOALS,), until=SUMMER)
    wider = LimitShare(**HERE, categories=(Category.GOALS,), until=SUMMER + timedelta(days=1))

    assert when(SHARES, limit, given(SHARES, GRANTED), BY_LUCA) == [LIMITED]
    assert LIMITED.standings()[0] == Ends("share", ROSA.id, Role.FAMILY, TODAY, over=LUCA.id)
    assert refused(SHARES, wider, given(SHARES, GRANTED), BY_LUCA) == "sharing.limit-widens"
    assert refused(SHARES, limit, Shares(), BY_LUCA) == "sharing.nothing-shared"


def test_a_wider_share_takes_the_place_of_the_one_before():
    said = when(SHARES, GRANT, given(SHARES, LIMITED), BY_LUCA)

    assert said == [WITHDRAWN, GRANTED]


def test_a_withdrawal_holds_from_its_own_day_and_again_is_no_news():
    withdraw = WithdrawShare(**HERE)

    assert when(SHARES, withdraw, given(SHARES, GRANTED), BY_LUCA) == [WITHDRAWN]
    assert WITHDRAWN.standings() == (Ends("share", ROSA.id, Role.FAMILY, TODAY, over=LUCA.id),)
    assert when(SHARES, withdraw, given(SHARES, GRANTED, WITHDRAWN), BY_LUCA) == []


def test_a_withdrawal_told_as_earlier_than_the_share_leaves_nothing_of_it():
    yesterday = act(LUCA, at=NOW - timedelta(days=1))

    assert when(SHARES, WithdrawShare(**HERE), given(SHARES, GRANTED), yesterday) == [WITHDRAWN]


def test_a_grant_told_late_does_not_revive_what_was_withdrawn_since():
    yesterday = act(LUCA, at=NOW - timedelta(days=1), received_at=NOW)

    assert refused(SHARES, GRANT, given(SHARES, GRANTED, WITHDRAWN), yesterday) == "sharing.withdrawn-since"
    assert when(SHARES, GRANT, given(SHARES, GRANTED, WITHDRAWN), BY_LUCA) == [GRANTED]
