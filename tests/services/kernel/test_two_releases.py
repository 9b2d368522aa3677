"""A phone that was never told asks again after the house got a new release: its command counts once all the same."""

from typing import ClassVar
from uuid import UUID, uuid4

from events.message import COMMANDS
from services.kernel.orders import digest, repeats
from services.kernel.writer import Writer
from tests.people import AMINA
from tests.services.kernel.conftest import SECRET, ask, order
from tests.services.kernel.shelf import PlaceBook, TakeShelf
from tests.services.story import act


class PlaceBookAnew(PlaceBook):
    """As the next release words it: the same topic, another form."""

    TOPIC: ClassVar[str] = PlaceBook.TOPIC
    VERSION: ClassVar[int] = 2
    shelfmark: str = ""


COMMANDS.pop(PlaceBookAnew.TOPIC)  # it entered the catalogue when it was declared


def both(shelf: UUID) -> tuple[PlaceBook, PlaceBookAnew]:
    said = {"stream": shelf, "dossier": shelf, "reader": uuid4()}
    return PlaceBook(**said), PlaceBookAnew(**said, shelfmark="A")


def test_the_same_id_in_the_form_of_another_release_has_the_answer_it_had(writer: Writer) -> None:
    (old, new), id = both(uuid4()), uuid4()
    first = ask(writer, order(old, command_id=id))
    facts = writer.store.position

    again = ask(writer, order(new, command_id=id))
    back_again = ask(writer, order(old, command_id=id))

    assert first == again == back_again
    assert first[0].accepted
    assert writer.store.position == facts


def test_no_other_words_of_the_same_release_no_other_command_and_nobody_else(writer: Writer) -> None:
    (old, new), id = both(uuid4()), uuid4()
    ask(writer, order(old, command_id=id))
    other = both(uuid4())[0]
    take = TakeShelf(stream=uuid4(), dossier=uuid4(), shelf=uuid4())

    no = ask(
        writer,
        order(other, command_id=id),
        order(take, command_id=id),
        order(new, command_id=id, by=act(AMINA, role="public")),
    )

    assert [it.reason for it in no] == ["command.id-taken"] * 3


def test_what_was_kept_before_a_form_was_kept_beside_it_still_repeats() -> None:
    said = digest(both(uuid4())[0], SECRET)
    words = said.rpartition(":")[2]

    assert repeats(words, said)
    assert not repeats(words[::-1], said)
