from datetime import date, timedelta

from events.accompaniment.attendance import MarkPresent, PresenceMarked, PresenceTakenBack, TakeBackPresent
from events.accompaniment.repair import NoteRepair, RepairNoted, RepairSettled, SettleRepair
from events.accompaniment.stay import stays_of
from events.category import Category
from services.accompaniment.repair import REPAIR
from services.accompaniment.stay import BOOK
from services.accompaniment.stay_book import Book, Stay
from tests.people import COHABITATION_SAN_VITO, GIULIA, LUCA, SARA, id_of
from tests.services.story import act, given, refused, when

FRIDAY = date(2026, 3, 6)
HOME, STAY = id_of("gym"), id_of("weekend")
HERE = {"stay": STAY, "person": GIULIA.id}
KEPT = Book("gym", stays={STAY: Stay(GIULIA.id, FRIDAY, FRIDAY + timedelta(days=2), 0, state="here")})


def asked(command, day, person=GIULIA):
    return command(stream=stays_of(HOME), dossier=HOME, stay=STAY, person=person.id, day=day)


def test_one_tap_marks_who_was_there_and_another_takes_it_back():
    mark = PresenceMarked(**HERE, day=FRIDAY)
    there = BOOK.evolve(KEPT, mark)
    gone = PresenceTakenBack(**HERE, day=FRIDAY)

    assert when(BOOK, asked(MarkPresent, FRIDAY), KEPT, act(SARA)) == [mark]
    assert when(BOOK, asked(MarkPresent, FRIDAY), there, act(SARA)) == []
    assert when(BOOK, asked(TakeBackPresent, FRIDAY), there, act(SARA)) == [gone]
    assert when(BOOK, asked(TakeBackPresent, FRIDAY), BOOK.evolve(there, gone), act(SARA)) == []


def test_only_on_the_days_of_their_own_stay():
    assert (
        refused(BOOK, asked(MarkPresent, FRIDAY - timedelta(days=1)), KEPT, act(SARA)) == "stay.not-that-day"
    )
    assert refused(BOOK, asked(MarkPresent, FRIDAY, LUCA), KEPT, act(SARA)) == "stay.not-here"


def test_what_is_broken_is_noted_once_and_put_right_once():
    here = {"stream": id_of("tap"), "dossier": COHABITATION_SAN_VITO}
    (noted,) = when(
        REPAIR, NoteRepair(**here, what="water", words=" Il rubinetto perde. "), given(REPAIR), act(SARA)
    )

    assert (noted.words.value, noted.words.owner, noted.words.category) == (
        "Il rubinetto perde.", COHABITATION_SAN_VITO, Category.VISIT_SHARED,
    )  # fmt: skip
    assert (
        refused(REPAIR, NoteRepair(**here, what="water"), given(REPAIR, noted), act(SARA))
        == "repair.already-noted"
    )
    assert refused(REPAIR, SettleRepair(**here), given(REPAIR), act(SARA)) == "repair.not-noted"
    assert when(REPAIR, SettleRepair(**here), given(REPAIR, noted), act(SARA)) == [RepairSettled()]
    assert when(REPAIR, SettleRepair(**here), given(REPAIR, noted, RepairSettled()), act(SARA)) == []
    assert RepairNoted in {type(noted)}
