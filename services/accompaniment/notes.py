"""Notes of a visit: never edited, always labelled, each owned by whom it tells of."""

from collections.abc import Iterator
from uuid import UUID

from events.accompaniment.visit import READERS, CorrectNote, NoteCorrected, NoteWritten, WriteNote
from events.envelope import Refusal
from events.sealed import seal
from services.kernel.deciding import Act


def write(
    written: tuple[NoteWritten, ...], people: tuple[UUID, ...], command: WriteNote, act: Act
) -> Iterator[NoteWritten]:
    if find(written, command.note):
        raise Refusal("visit.note-already-written")
    if command.person not in (None, *people):
        raise Refusal("visit.not-someone-visited", field="person")
    if command.visibility == "person" and command.person is None:
        raise Refusal("visit.note-for-whom", field="person")
    category = READERS[command.visibility]
    yield NoteWritten(
        note=command.note,
        section=command.section,
        category=category,
        visibility=command.visibility,
        person=command.person,
        author=act.actor,
        text=seal(command.text, owner(command), category),
    )


def owner(command: WriteNote) -> UUID:
    """What all who live there may read is theirs together; the rest is whose it tells of."""
    if command.visibility == "shared" or command.person is None:
        return command.dossier
    return command.person


def correct(written: tuple[NoteWritten, ...], command: CorrectNote, act: Act) -> Iterator[NoteCorrected]:
    """I16: a new text beside the old, for the same readers, by who wrote it or by the coordinator."""
    note = find(written, command.note)
    if note is None:
        raise Refusal("visit.no-such-note")
    if act.actor != note.author and act.role != "coordinator":
        raise Refusal("visit.note-by-someone-else")
    yield NoteCorrected(
        note=command.note,
        person=note.person,
        reason=command.reason,
        text=seal(command.text, note.text.owner, note.category),
    )


def find(written: tuple[NoteWritten, ...], note: UUID) -> NoteWritten | None:
    return next((it for it in written if it.note == note), None)
