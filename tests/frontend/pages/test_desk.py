"""The desk's own tables and reasons: equal in any order, nobody else's guests, three options that explain themselves."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from events.category import Category
from events.intake.contact import (
    CallAgreed,
    CallTakenBack,
    ContactHandedOver,
    ContactOpened,
    HandoverAccepted,
    Option,
    OptionsGiven,
    OutcomeReported,
    code_of,
)
from events.network.course import ModuleCompleted, SkillEarned
from events.network.edition import EditionIssued
from events.network.guide import EntryDoubted, EntryPublished, EntryVerified, Sheet
from events.network.member import RoleGranted, member_of
from events.network.organisation import PointOpened
from events.network.signal import NeedSignalled, ThemePublished, needs_of
from events.role import Role
from events.sealed import seal
from frontend.pages.desk.projection import projection as desk
from frontend.pages.desk.queries import by_code, contact_of, expected_at, opened_on, to_ask
from frontend.pages.desk.reach import mine, points_of
from frontend.pages.guide.projection import projection as guide
from frontend.pages.guide.queries import entries, entry_of, news
from frontend.pages.needs.projection import projection as needs
from frontend.pages.needs.queries import Emerged, emerged
from frontend.pages.network.projection import projection as network
from frontend.pages.observatory.projection import projection as observatory
from frontend.pages.orientation.choosing import Answers, options
from frontend.pages.training.projection import projection as training
from frontend.sentences import Told
from tests.frontend.pages.telling import LONG_AGO, Telling, rows
from tests.people import COMUNE, ELENA, GINO, INFO_POINT, MARTA, Person, id_of

OWN = (desk, guide, needs, network, training, observatory)
HERE, THERE, GUEST, ENTRY, PLACE = (id_of(it) for it in ("qui", "là", "ospite", "voce", "San Vito"))
AT = datetime(2026, 9, 3, 9, tzinfo=UTC)
TODAY = AT.date()
WORDS = {
    "language": "it",
    "title": "Un letto",
    "what": "Dodici letti.",
    "who": "Chiunque.",
    "easy": "Qui dormi.",
}
SHEET: dict[str, Any] = {
    "kind": "service", "organisation": "Rifugio", "words": (WORDS,), "phone": "0583 555 0110", "languages": ("it",),
    "needs": ("tonight",), "whom": ("adult",), "when": ("today",),
}  # fmt: skip


def volunteer(it: Telling, who: Person, organisation: UUID, point: UUID, name: str) -> None:
    opened = PointOpened(
        organisation=organisation,
        point=point,
        name=name,
        place="Via",
        hours=(),
        channels=("desk",),
        since=LONG_AGO,
    )
    it.tell(organisation, opened, AT, MARTA.id)
    role = RoleGranted(person=who.id, role=Role.INFO_POINT, organisation=organisation, since=LONG_AGO)
    it.tell(member_of(who.id), role, AT, MARTA.id, who.id)


def house() -> Telling:
    """Two points, a guest with a way to call handed over to the other one, who accepts."""
    it = Telling(*OWN)
    it.known(ELENA, GINO)
    volunteer(it, ELENA, COMUNE, HERE, "Qui")
    volunteer(it, GINO, INFO_POINT, THERE, "Là")
    published(it, ENTRY, "Un letto", checked=1)
    it.tell(GUEST, ContactOpened(point=HERE, on=TODAY, number=12), AT, ELENA.id)
    given_ = OptionsGiven(rule="orient-1", options=(Option(entry=ENTRY, why=("need",)),))
    it.tell(GUEST, given_, AT, ELENA.id)
    it.tell(GUEST, agreed("Signora", "333"), AT, ELENA.id)
    it.tell(GUEST, ContactHandedOver(from_point=HERE, to=THERE, on=TODAY, by=ELENA.id), AT, ELENA.id)
    return it


def agreed(name: str, address: str) -> CallAgreed:
    boxes = {
        each: seal(words, GUEST, Category.IDENTITY) for each, words in (("name", name), ("address", address))
    }
    return CallAgreed(**boxes, channel="call", purpose="call-back", until=TODAY + timedelta(days=30))


def published(it: Telling, entry: UUID, title: str, checked: int, **sheet: Any) -> None:
    told = Sheet.model_validate({**SHEET, "words": ({**WORDS, "title": title},), **sheet})
    it.tell(entry, EntryPublished(entry=entry, sheet=told), AT, MARTA.id)
    it.tell(entry, EntryVerified(entry=entry, on=TODAY - timedelta(days=checked), how="phone"), AT, MARTA.id)


def test_a_guest_is_there_for_their_point_and_for_who_is_asked_to_take_over() -> None:
    it = house()
    elena, gino = (it.reader(who, Role.INFO_POINT, TODAY) for who in (ELENA, GINO))
    guest = contact_of(it.db, GUEST)
    assert guest is not None
    assert [point.name for point in points_of(it.db, elena)] == ["Qui"]
    assert mine(it.db, elena, guest)
    assert mine(it.db, gino, guest)
    assert expected_at(it.db, [THERE]) == (guest,)

    it.tell(GUEST, HandoverAccepted(point=THERE), AT, GINO.id)
    taken = contact_of(it.db, GUEST)
    assert taken is not None
    assert not mine(it.db, elena, taken)
    assert opened_on(it.db, [HERE], TODAY) == (taken,)
    assert expected_at(it.db, [THERE]) == ()


async def test_a_name_is_read_by_who_took_it_down_and_by_who_took_over() -> None:
    it = house()
    elena, gino = (it.reader(who, Role.INFO_POINT, TODAY) for who in (ELENA, GINO))
    guest = contact_of(it.db, GUEST)
    assert guest
    assert guest.call

    assert await it.printed(elena, Told((guest.call.name,))) == ["Signora"]
    assert "Signora" not in (await it.printed(gino, Told((guest.call.name,))))[0]
    it.tell(GUEST, HandoverAccepted(point=THERE), AT, GINO.id)
    assert await it.printed(it.reader(GINO, Role.INFO_POINT, TODAY), Told((guest.call.name,))) == ["Signora"]
    late = TODAY + timedelta(days=31)
    assert (
        "Signora"
        not in (await it.printed(it.reader(GINO, Role.INFO_POINT, late), Told((guest.call.name,))))[0]
    )


def test_who_was_proposed_something_yesterday_is_asked_until_somebody_tells() -> None:
    it = house()
    tomorrow = TODAY + timedelta(days=1)
    asked = [guest.id for guest in to_ask(it.db, [HERE], tomorrow)]
    it.tell(GUEST, OutcomeReported(outcome="helped", told_by="person"), AT, ELENA.id)

    assert asked == [GUEST]
    assert to_ask(it.db, [HERE], TODAY) == to_ask(it.db, [HERE], tomorrow) == ()


def test_the_code_of_the_sheet_finds_the_guest_however_it_is_typed() -> None:
    it = house()
    code = code_of(GUEST)

    for typed in (code, code.lower(), code.replace("-", ""), f" {code} "):
        found = by_code(it.db, typed)
        assert found is not None
        assert found.id == GUEST
    assert by_code(it.db, code_of(ENTRY)) is None


def test_an_entry_ages_and_a_doubt_of_the_same_day_counts_after_the_check() -> None:
    it = house()
    (fresh,) = entries(it.db, TODAY)
    it.tell(ENTRY, EntryVerified(entry=ENTRY, on=TODAY, how="phone"), AT, ELENA.id)
    it.tell(ENTRY, EntryDoubted(entry=ENTRY, on=TODAY, cause="referral-failed"), AT, ELENA.id)
    later = entry_of(it.db, ENTRY, TODAY + timedelta(days=30))

    assert (fresh.points, fresh.reliance) == (99, "fresh")
    assert later is not None
    assert (later.points, later.doubts, later.reliance) == (50, ("referral-failed",), "to-call")


def test_news_begins_after_the_edition_somebody_knows() -> None:
    it = Telling(*OWN)
    for number in (1, 2, 3):
        fact = EditionIssued(number=number, on=TODAY, added=(ENTRY,), changed=(), removed=())
        it.tell(id_of("guida"), fact, AT, MARTA.id)

    assert [each.number for each in news(it.db, 1)] == [3, 2]


def test_a_signal_leaves_no_row_in_any_table_and_a_theme_says_the_most() -> None:
    it = Telling(*OWN)
    before = rows(it.db, *OWN)
    own = {"theme": "alone", "district": PLACE, "quarter": "2026-3"}
    for _ in range(4):
        it.tell(needs_of(PLACE), NeedSignalled(**own), AT, ELENA.id, PLACE)
    assert rows(it.db, *OWN) == before

    for least in (5, 10):
        it.tell(needs_of(PLACE), ThemePublished(**own, least=least), AT, ELENA.id, PLACE)
    assert emerged(it.db) == (Emerged("alone", PLACE, "2026-3", 10),)


def test_a_skill_is_what_the_permission_asks_for() -> None:
    it = house()
    assert not it.reader(ELENA, Role.INFO_POINT, TODAY).may("contact.call")
    it.tell(
        id_of("t"), SkillEarned(person=ELENA.id, skill="intake-call", since=TODAY), AT, ELENA.id, ELENA.id
    )

    assert it.reader(ELENA, Role.INFO_POINT, TODAY).may("contact.call")
    assert not it.reader(ELENA, Role.INFO_POINT, TODAY - timedelta(days=1)).may("contact.call")
    assert it.reader(ELENA, Role.INFO_POINT, TODAY).may("desk.use")


def test_every_table_is_the_same_in_any_order() -> None:
    it = house()
    it.tell(GUEST, HandoverAccepted(point=THERE), AT, GINO.id)
    it.tell(GUEST, CallTakenBack(on=TODAY), AT, GINO.id)
    it.tell(GUEST, OutcomeReported(outcome="not", told_by="staff", entry=ENTRY), AT, GINO.id)
    it.tell(id_of("t"), ModuleCompleted(person=ELENA.id, module="guide", on=TODAY, way="alone"), AT, ELENA.id)

    assert all(rows(it.taken(it.shuffled(seed)), *OWN) == rows(it.db, *OWN) for seed in range(5))


NEEDS, WHOM, WHEN = ("tonight", "room", "papers"), ("young", "adult"), ("today", "month", "later")
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(NEEDS),
        st.sampled_from(WHOM),
        st.sampled_from(WHEN),
        st.booleans(),
        st.integers(0, 120),
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None)
@given(ENTRIES, st.sampled_from(NEEDS), st.sampled_from(WHOM), st.sampled_from(WHEN), st.booleans())
def test_three_options_at_most_each_for_this_need_and_this_person(
    made: list[tuple[str, str, str, bool, int]], need: str, whom: str, when: str, near: bool
) -> None:
    it = Telling(guide)
    for n, (of_need, of_whom, of_when, here, checked) in enumerate(made):
        place = PLACE if here else None
        sheet = {"needs": (of_need,), "whom": (of_whom,), "when": (of_when,), "district": place}
        published(it, id_of(f"voce {n}"), f"Voce {n}", checked, **sheet)
    found = options(Answers(need, whom, when, PLACE if near else None), entries(it.db, TODAY))

    assert len(found) <= 3
    assert all({"need", "whom"} <= set(option.why) for option in found)
    first, *others = [("when" in option.why, "near" in option.why) for option in found] or [(True, True)]
    assert all(first >= other for other in others)
    fitting = sum((of_need, of_whom) == (need, whom) for of_need, of_whom, *_ in made)
    assert len(found) == min(fitting, 3)


def test_what_has_closed_is_never_proposed() -> None:
    it = Telling(guide)
    published(it, ENTRY, "Un letto", checked=0)
    it.tell(ENTRY, EntryDoubted(entry=ENTRY, on=TODAY, cause="closed"), AT, ELENA.id)

    assert options(Answers("tonight", "adult", "today"), entries(it.db, date(2026, 9, 3))) == ()
