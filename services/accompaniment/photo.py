"""A photo is attached once to one thing; who may read that may see it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.accompaniment.photo import AttachPhoto, PhotoAttached, attachment_of
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider

CLOSED: dict[str, Category] = {
    "incident": Category.INCIDENTS,
    "note": Category.VISIT_PROFESSIONAL,
    "repair": Category.VISIT_SHARED,
    "shared": Category.VISIT_SHARED,
}


@dataclass(frozen=True)
class Photo:
    attached: bool = False


def decide(photo: Photo, command: Command, act: Act) -> Iterator[Fact]:
    match command:
        case AttachPhoto():
            yield from attach(photo, command, act)


def attach(photo: Photo, command: AttachPhoto, act: Act) -> Iterator[Fact]:
    if photo.attached:
        return
    if command.stream != attachment_of(command.photo, command.of):
        raise Refusal("photo.beside-something-else", field="photo")
    category = category_of(command)
    key = seal(command.key, command.person or command.dossier, category)
    yield PhotoAttached(
        photo=command.photo,
        of=command.of,
        beside=command.beside,
        author=act.actor,
        category=category,
        key=key,
    )


def category_of(command: AttachPhoto) -> Category:
    """That of the words it stands beside; a note all who live there may read says so."""
    return CLOSED["shared" if command.beside == "note" and command.shared else command.beside]


def evolve(photo: Photo, fact: Fact) -> Photo:
    return replace(photo, attached=True) if isinstance(fact, PhotoAttached) else photo


PHOTO = Decider(Photo(), decide, evolve, commands=(AttachPhoto,))
