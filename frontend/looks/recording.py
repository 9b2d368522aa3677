"""Nothing private leaves before it is written down who was shown it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from frontend.door import LENS, Lens
from frontend.ids import fresh
from frontend.looks.book import Book
from frontend.looks.closing import close_sensitive
from frontend.looks.look import looks
from frontend.looks.noting import name_places, note, printed
from frontend.looks.opening import Opening, opening
from frontend.looks.writing import Unrecorded
from frontend.reader import Reader

T = TypeVar("T")


async def recorded(
    book: Book,
    reader: Reader,
    lens: Lens,
    page: str,
    make: Callable[[], T],
    copied: bool = False,
    told: Callable[[T], bool] = lambda _: True,
) -> tuple[T, Opening | None]:
    """What ``make`` makes of the words open in ``lens``, once it is durable who reads which of them.

    Where that cannot be written down it is made again without all that is not everyday. ``page`` is the code
    of the page or its template, ``copied`` that the reader's device keeps it; ``told`` says whether any words
    leave at all. Also what was written down: None where nothing could be, or nothing had to.
    """
    note(lens)
    # On a rewound page it is not who read then that is written down.
    reader = reader.viewer or reader
    made = seen_through(lens, make)
    if not told(made):
        return made, None
    id, at = fresh(), datetime.now(UTC)
    shown = opening(looks(printed(lens), name_places(lens), reader, page_of(page), id, at, copied), id, at)
    try:
        await book.keep(shown)
    except Unrecorded:
        close_sensitive(lens, reader)
        return seen_through(lens, make), None
    return made, shown


def seen_through(lens: Lens, make: Callable[[], T]) -> T:
    token = LENS.set(lens)
    try:
        return make()
    finally:
        LENS.reset(token)


def page_of(template: str) -> str:
    """The code of the page a template belongs to: the name of its folder."""
    first, *rest = template.removesuffix(".html").split("/")
    return rest[0] if first == "pages" else first
