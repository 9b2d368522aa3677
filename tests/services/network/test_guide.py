"""The guide: published checked, doubted aloud, trusted less each day; editions say what is new."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given as drawn
from hypothesis import strategies as st

from events.network.edition import ChangeNoted, EditionIssued, IssueEdition, NoteChange, guide_of
from events.network.guide import (
    DoubtEntry,
    EntryDoubted,
    EntryPublished,
    EntryRevised,
    EntryVerified,
    EntryWithdrawn,
    PublishEntry,
    ReviseEntry,
    Sheet,
    VerifyEntry,
    WithdrawEntry,
)
from events.network.trust import LOST, points, reliance
from services.network.edition import EDITION, next_morning
from services.network.guide import GUIDE_ENTRY
from tests.people import PARTNERSHIP, id_of
from tests.services.story import NOW, given, refused, when

ENTRY, OTHER, GUIDE = id_of("voce"), id_of("altra voce"), guide_of(PARTNERSHIP)
TODAY = NOW.date()
ITS = {"stream": ENTRY, "dossier": ENTRY}
WORDS = {
    "language": "it",
    "title": "Un letto",
    "what": "Dodici letti.",
    "who": "Chiunque.",
    "easy": "Qui dormi.",
}
SHEET = Sheet(
    kind="service", organisation="Rifugio ODV", words=(WORDS,), phone="0583 555 0110", languages=("it",),
    needs=("tonight",), whom=("adult",), when=("today",),
)  # fmt: skip
PUBLISHED = EntryPublished(entry=ENTRY, sheet=SHEET)
CHECKED = EntryVerified(entry=ENTRY, on=TODAY, how="phone")
DOUBTED = EntryDoubted(entry=ENTRY, on=TODAY, cause="no-answer")
ADDED = NoteChange(stream=GUIDE, dossier=GUIDE, entry=ENTRY, change="added")


def test_nothing_is_published_unchecked_and_the_next_edition_knows():
    publish = PublishEntry(**ITS, guide=GUIDE, sheet=SHEET, how="phone")

    assert when(GUIDE_ENTRY, publish, GUIDE_ENTRY.initial) == [PUBLISHED, CHECKED, ADDED]
    assert refused(GUIDE_ENTRY, publish, given(GUIDE_ENTRY, PUBLISHED)) == "guide.already-published"
    assert refused(GUIDE_ENTRY, publish.model_copy(update={"guide": ENTRY}), GUIDE_ENTRY.initial) == (
        "guide.misaddressed"
    )


def test_a_sheet_says_in_italian_where_to_ask_and_when():
    def why(**other):
        sheet = Sheet.model_validate({**SHEET.model_dump(), **other})
        return refused(
            GUIDE_ENTRY, PublishEntry(**ITS, guide=GUIDE, sheet=sheet, how="visit"), GUIDE_ENTRY.initial
        )

    assert why(words=({**WORDS, "language": "en"},)) == "guide.words-missing"
    assert why(words=(WORDS, WORDS)) == "guide.words-missing"
    assert why(phone=None) == "guide.nowhere-to-ask"
    assert why(hours=({"weekday": 1, "opens": 600, "closes": 540},)) == "guide.closes-before-it-opens"


def test_a_revision_is_a_check_and_a_check_takes_doubts_away():
    other = SHEET.model_copy(update={"phone": "0583 555 0111"})
    revise = ReviseEntry(**ITS, guide=GUIDE, sheet=other, how="visit")

    fact, note, check = when(GUIDE_ENTRY, revise, given(GUIDE_ENTRY, PUBLISHED, DOUBTED))
    assert fact == EntryRevised(entry=ENTRY, sheet=other)
    assert note.change == "changed"
    assert check == EntryVerified(entry=ENTRY, on=TODAY, how="visit")
    assert given(GUIDE_ENTRY, PUBLISHED, DOUBTED, check).doubts == frozenset()


def test_a_doubt_of_a_kind_counts_once_a_day_but_each_failed_referral():
    state = given(GUIDE_ENTRY, PUBLISHED, DOUBTED)
    again = DoubtEntry(**ITS, cause="no-answer")
    failed = DoubtEntry(**ITS, cause="referral-failed")
    fact = EntryDoubted(entry=ENTRY, on=TODAY, cause="referral-failed")

    assert when(GUIDE_ENTRY, again, state) == []
    assert when(GUIDE_ENTRY, failed, given(GUIDE_ENTRY, PUBLISHED, fact)) == [fact]


def test_a_call_told_late_hides_no_later_doubt():
    early = EntryVerified(entry=ENTRY, on=TODAY - timedelta(days=2), how="phone")
    state = given(GUIDE_ENTRY, PUBLISHED, DOUBTED, early)

    assert state.doubts == {(TODAY, "no-answer")}


def test_what_is_gone_is_neither_called_nor_taken_out_again():
    gone = given(GUIDE_ENTRY, PUBLISHED, EntryWithdrawn(entry=ENTRY))

    assert when(GUIDE_ENTRY, WithdrawEntry(**ITS, guide=GUIDE), gone) == []
    assert refused(GUIDE_ENTRY, VerifyEntry(**ITS, how="phone"), gone) == "guide.withdrawn"
    assert refused(GUIDE_ENTRY, VerifyEntry(**ITS, how="phone"), GUIDE_ENTRY.initial) == "guide.unknown"


def test_an_edition_says_what_is_new_since_the_one_before():
    notes = [(ENTRY, "added"), (OTHER, "added"), (ENTRY, "changed"), (OTHER, "removed")]
    state = given(EDITION, *(ChangeNoted(entry=entry, change=change) for entry, change in notes))
    issue = IssueEdition(stream=GUIDE, dossier=GUIDE)
    fact = EditionIssued(number=1, on=TODAY, added=(ENTRY,), changed=(), removed=())

    assert when(EDITION, issue, state) == [fact]
    assert when(EDITION, issue, given(EDITION, ChangeNoted(entry=ENTRY, change="added"), fact)) == []


def test_it_comes_out_at_six_where_it_happened():
    evening = datetime(2026, 3, 2, 18, tzinfo=UTC)

    assert next_morning(evening, "Europe/Rome") == datetime(2026, 3, 3, 5, tzinfo=UTC)
    assert next_morning(datetime(2026, 3, 2, 4, tzinfo=UTC), "Europe/Rome") == datetime(
        2026, 3, 2, 5, tzinfo=UTC
    )


CAUSES = st.lists(st.sampled_from(sorted(LOST)), max_size=6)
RANKS = ("stale", "to-call", "fresh")


@drawn(since=st.integers(0, 400), later=st.integers(0, 400), causes=CAUSES, more=CAUSES)
def test_trust_only_fades_until_somebody_asks_again(since, later, causes, more):
    verified = date(2026, 1, 1)
    now = points(verified, causes, verified + timedelta(days=since))
    then = points(verified, [*causes, *more], verified + timedelta(days=since + later))

    assert 0 <= then <= now <= 100
    assert RANKS.index(reliance(then)) <= RANKS.index(reliance(now))
    assert points(verified, (), verified) == 100
