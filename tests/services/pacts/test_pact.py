from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.pacts.clauses import NoPaidCare, Parties, Trial, standard
from events.pacts.cohabitation import MemberJoined, RemoveMember, TrialStarted
from events.pacts.content import Content, Party, content_hash
from events.pacts.duties import DutiesSet
from events.pacts.pact import (
    AmendPact,
    EndPact,
    ExplainPact,
    GiveNotice,
    HouseRule,
    NoticeGiven,
    PactActivated,
    PactAmended,
    PactDrafted,
    PactSigned,
    pact_of,
)
from services.pacts.deciders import COHABITATION
from tests.people import AHMED, AMINA, COHABITATION_PONTETETTO, COMUNE, COOPERATIVE, MARCO, MARTA, ROSA, SARA
from tests.services.pacts.house import (
    GUARANTOR,
    HOME,
    House,
    draft,
    form,
    on,
    opened,
    sign,
    signed_by,
    themselves,
)

DAY = date(2026, 3, 2)
LATER = date(2026, 6, 1)


def drafted(**more) -> tuple[House, PactDrafted]:
    house = House()
    house.tell(form(DAY, AHMED, MARCO), on(DAY))
    (version,) = house.tell(draft(DAY, AHMED, MARCO, **more), on(DAY, SARA))
    return house, version


def members(**easy: bool) -> tuple[Party, ...]:
    return tuple(Party(id=p.id, kind="member", easy=easy.get(p.first_name, False)) for p in (AHMED, MARCO))


def test_a_draft_carries_the_hash_of_all_it_says():
    _, version = drafted()

    assert version.hash == content_hash(
        Content(
            cohabitation=HOME,
            version=1,
            clauses=version.clauses,
            parties=version.parties,
            starts=version.starts,
        )
    )


def test_house_rules_of_their_own_are_sealed_and_still_part_of_the_hash():
    rule = HouseRule(words="Niente scarpe in casa", salt="ab" * 32)
    _, version = drafted(own_rules=(rule,))
    _, plain = drafted()

    assert version.hash != plain.hash
    assert version.own_rules[0].words.owner == HOME
    assert rule.words not in repr(version)


def test_the_last_signature_brings_the_pact_into_force():
    house, version = drafted()
    signed_by(house, DAY, version, AHMED)

    assert not house.of(PactActivated)

    house.tell(sign(version, MARCO.id), themselves(DAY, MARCO))
    (active,) = house.of(PactActivated)

    assert (active.hash, active.members) == (version.hash, (AHMED.id, MARCO.id))


def test_a_pact_in_force_opens_the_home():
    house = opened(DAY)

    assert [fact.person for fact in house.of(MemberJoined)] == [AHMED.id, MARCO.id]
    assert house.of(TrialStarted) == [TrialStarted(since=DAY, until=DAY + timedelta(days=30))]
    assert len(house.of(DutiesSet)[0].duties) == 8


def test_a_pact_is_not_in_force_before_its_last_signature():
    house, version = drafted()
    signed_by(house, DAY + timedelta(days=5), version, AHMED)
    house.tell(sign(version, MARCO.id), themselves(DAY + timedelta(days=1), MARCO))

    assert house.of(PactActivated)[0].since == DAY + timedelta(days=5)


def test_a_signature_on_another_text_is_refused():
    house, version = drafted()

    assert (
        house.refusal(sign(version, AHMED.id, hash="0" * 64), themselves(DAY, AHMED))
        == "pact.text-has-changed"
    )


def test_a_change_before_force_restarts_the_signatures():
    house, first = drafted()
    signed_by(house, DAY, first, AHMED)
    (second,) = house.tell(draft(DAY, AHMED, MARCO, starts=LATER), on(DAY, SARA))

    assert house.refusal(sign(first, MARCO.id), themselves(DAY, MARCO)) == "pact.text-has-changed"
    house.tell(sign(second, MARCO.id), themselves(DAY, MARCO))
    assert not house.of(PactActivated)


def test_signing_twice_is_signing_once():
    house, version = drafted()
    signed_by(house, DAY, version, AHMED)

    assert house.tell(sign(version, AHMED.id), themselves(DAY, AHMED)) == []
    signed_by(house, DAY, version, MARCO)
    assert house.tell(sign(version, MARCO.id), themselves(DAY, MARCO)) == []
    assert len(house.of(PactSigned)) == 3


@pytest.mark.parametrize(
    "by",
    [
        on(DAY, MARTA),
        themselves(DAY, MARCO),
        on(DAY, MARTA, on_behalf_of=AHMED.id),
        on(DAY, SARA, on_behalf_of=AHMED.id),
        on(DAY, ROSA),
    ],
    ids=["coordinator", "the other", "coordinator on behalf", "operator on behalf", "family as themselves"],
)
def test_nobody_signs_in_anothers_name(by):
    house, version = drafted()

    assert house.refusal(sign(version, AHMED.id), by) == "pact.not-yours-to-sign"


def test_whoever_holds_the_power_signs_for_them():
    house, version = drafted()

    (signed,) = house.tell(sign(version, AHMED.id), on(DAY, ROSA, on_behalf_of=AHMED.id))

    assert signed.party == AHMED.id


def test_only_the_coordinator_signs_for_the_guarantor():
    house, version = drafted()

    assert house.refusal(sign(version, COOPERATIVE), themselves(DAY, AHMED)) == "pact.not-yours-to-sign"


def test_whoever_reads_easily_tells_it_back_before_signing():
    house, version = drafted(parties=(*members(Ahmed=True), GUARANTOR))
    explain = ExplainPact(
        stream=pact_of(HOME), dossier=HOME, person=AHMED.id, version=1, form="easy-read", teach_back=False
    )

    house.tell(explain, on(DAY, SARA))
    assert house.refusal(sign(version, AHMED.id), themselves(DAY, AHMED)) == "pact.explain-first"

    house.tell(explain.model_copy(update={"teach_back": True}), on(DAY, SARA))
    assert (
        house.refusal(sign(version, AHMED.id), themselves(DAY - timedelta(1), AHMED)) == "pact.explain-first"
    )
    assert house.tell(sign(version, AHMED.id), themselves(DAY, AHMED))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"clauses": tuple(c for c in standard() if not isinstance(c, NoPaidCare))}, "pact.clauses-missing"),
        ({"clauses": (*standard(), Trial(days=20))}, "pact.clause-twice"),
        ({"parties": members()}, "pact.guarantor-missing"),
        ({"parties": (*members(), GUARANTOR, GUARANTOR)}, "pact.party-twice"),
        ({"parties": (*members()[:1], GUARANTOR)}, "pact.members-differ"),
        ({"parties": (*members(), Party(id=AMINA.id, kind="member"), GUARANTOR)}, "pact.too-many-people"),
        ({"parties": (*members(), GUARANTOR, Party(id=ROSA.id, kind="tutor"))}, "pact.tutor-without-member"),
        ({"parties": (*members(), GUARANTOR, Party(id=COMUNE, kind="owner"))}, "pact.owner-missing"),
        (
            {"clauses": tuple(Parties(owner_signs=True) if c.id == "parties" else c for c in standard())},
            "pact.owner-missing",
        ),
        ({"starts": DAY - timedelta(days=1)}, "pact.starts-too-early"),
        ({"stream": pact_of(COHABITATION_PONTETETTO)}, "pact.wrong-stream"),
        (
            {"dossier": COHABITATION_PONTETETTO, "stream": pact_of(COHABITATION_PONTETETTO)},
            "pact.no-cohabitation",
        ),
    ],
)
def test_an_incomplete_draft_is_refused(change, reason):
    house = House()
    house.tell(form(DAY, AHMED, MARCO), on(DAY))

    assert house.refusal(draft(DAY, AHMED, MARCO).model_copy(update=change), on(DAY, SARA)) == reason


def amended(house: House, *people, day: date = LATER, **more) -> PactAmended:
    (version,) = house.tell(draft(day, *people, kind=AmendPact, **more), on(day, SARA))
    return version


def test_the_version_in_force_holds_until_the_new_one_is_signed_by_all():
    house = opened(DAY)
    version = amended(house, AHMED, MARCO)
    signed_by(house, LATER, version, AHMED)

    assert [active.version for active in house.of(PactActivated)] == [1]
    signed_by(house, LATER, version, MARCO)
    assert [(active.version, active.first) for active in house.of(PactActivated)] == [(1, True), (2, False)]
    assert version.from_hash == house.of(PactActivated)[0].hash


def test_an_amendment_starts_no_second_trial_and_admits_nobody_twice():
    house = opened(DAY)
    signed_by(house, LATER, amended(house, AHMED, MARCO), AHMED, MARCO)

    assert len(house.of(TrialStarted)) == 1
    assert len(house.of(MemberJoined)) == 2


def test_nobody_who_stays_is_written_out_of_the_pact():
    house = opened(DAY)

    assert house.refusal(draft(LATER, AHMED, kind=AmendPact), on(LATER, SARA)) == "pact.members-differ"


def notice(person, ends: date) -> GiveNotice:
    return GiveNotice(stream=pact_of(HOME), dossier=HOME, party=person.id, ends=ends)


def test_a_hand_over_leaves_no_day_with_three_and_none_with_a_place_lost():
    house = opened(DAY)
    ends = LATER + timedelta(days=30)
    house.tell(notice(MARCO, ends), themselves(LATER, MARCO))
    version = amended(house, AHMED, AMINA, day=LATER, starts=ends)
    signed_by(house, LATER, version, AHMED, AMINA)

    lived = house.state(COHABITATION, HOME)
    assert lived.present(ends - timedelta(days=1)) == {AHMED.id, MARCO.id}
    assert lived.present(ends) == {AHMED.id, AMINA.id}


def test_when_a_body_gives_notice_the_pact_falls_due_to_end():
    house = opened(DAY)
    ends = LATER + timedelta(days=30)
    body = GiveNotice(stream=pact_of(HOME), dossier=HOME, party=COOPERATIVE, ends=ends)

    house.tell(body, on(LATER))

    (due,) = [due for kind, due in house.due.items() if kind.startswith("notice-ends")]
    assert house.refusal(due.command, on(ends, role="system")) == "pact.people-still-live-there"


@pytest.mark.parametrize(("day", "least"), [(DAY + timedelta(days=10), 7), (LATER, 30)])
def test_notice_is_as_long_as_the_pact_says_and_shorter_in_the_trial(day, least):
    house = opened(DAY)
    too_soon, in_time = day + timedelta(days=least - 1), day + timedelta(days=least)

    assert house.refusal(notice(AHMED, too_soon), themselves(day, AHMED)) == "pact.notice-too-short"
    house.tell(notice(AHMED, in_time), themselves(day, AHMED))
    assert house.of(NoticeGiven)[0].ends == in_time


def test_a_second_notice_is_said_to_be_there_already():
    house = opened(DAY)
    house.tell(notice(AHMED, LATER + timedelta(days=40)), themselves(LATER, AHMED))

    assert house.tell(notice(AHMED, LATER + timedelta(days=40)), themselves(LATER, AHMED)) == []
    assert house.refusal(notice(AHMED, LATER + timedelta(days=50)), themselves(LATER, AHMED)) == (
        "pact.notice-already-given"
    )


def test_whoever_has_left_signs_no_later_version():
    house = opened(DAY)
    ends = LATER + timedelta(days=30)
    version = amended(house, AHMED, MARCO, day=LATER)
    house.tell(notice(MARCO, ends), themselves(LATER, MARCO))

    assert house.refusal(sign(version, MARCO.id), themselves(ends, MARCO)) == "pact.not-a-party"


def test_a_pact_does_not_end_over_peoples_heads():
    house = opened(DAY)
    end = EndPact(stream=pact_of(HOME), dossier=HOME, reason="notice", ends=LATER)

    assert house.refusal(end, on(LATER)) == "pact.people-still-live-there"
    for person in (AHMED, MARCO):
        house.tell(RemoveMember(stream=HOME, dossier=HOME, person=person.id, until=LATER), on(LATER))
    assert len(house.tell(end, on(LATER))) == 1
    assert house.tell(end, on(LATER)) == []
    assert house.refusal(notice(AHMED, LATER + timedelta(days=90)), themselves(LATER, AHMED)) == "pact.ended"


def test_nothing_waits_for_a_signature_that_was_not_asked():
    house = opened(DAY)
    version = replace_version(house)

    assert house.refusal(sign(version, AHMED.id), themselves(DAY, AHMED)) == "pact.nothing-to-sign"


def replace_version(house: House) -> PactDrafted:
    return house.of(PactDrafted)[0].model_copy(update={"version": 9})


def test_a_bystander_is_no_party():
    house, version = drafted()

    assert house.refusal(sign(version, AMINA.id), themselves(DAY, AMINA)) == "pact.not-a-party"


def test_acting_roles_come_from_the_act_alone():
    house, version = drafted()
    by = replace(themselves(DAY, AHMED), role="cohabitant")

    assert house.tell(sign(version, AHMED.id), by)
