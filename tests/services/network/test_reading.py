from events.network.reading import ChooseReading, ReadingChosen, reading_of
from services.network.reading import READING, Reading
from tests.people import GIULIA, SARA, id_of
from tests.services.story import act, given, refused, when

OWN = {"stream": reading_of(GIULIA.id), "dossier": GIULIA.id}
EASY = ReadingChosen(person=GIULIA.id, easy=True)


def test_someone_chooses_how_to_read_as_often_as_they_like():
    assert when(READING, ChooseReading(**OWN, easy=True), Reading(), act(GIULIA)) == [EASY]
    assert when(READING, ChooseReading(**OWN, easy=True), given(READING, EASY), act(GIULIA)) == []
    assert when(READING, ChooseReading(**OWN, easy=False), given(READING, EASY), act(GIULIA)) == [
        ReadingChosen(person=GIULIA.id, easy=False)
    ]


def test_it_is_written_where_it_belongs():
    wrong = ChooseReading(stream=id_of("altro"), dossier=GIULIA.id, easy=True)

    assert refused(READING, wrong, Reading(), act(SARA)) == "command.wrong-dossier"
