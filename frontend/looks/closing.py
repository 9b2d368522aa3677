"""What stays on a page when nobody can write down who looks at it: what is the reader's own, and the everyday."""

from events.category import Category
from events.reads.access import SHOWN_UNRECORDED
from events.sealed import Box
from frontend.door import Lens
from frontend.instead import unreadable
from frontend.looks.look import theirs
from frontend.reader import Reader


def close_sensitive(lens: Lens, reader: Reader) -> None:
    """Takes the words back; in their place stands why."""
    own = set(theirs(reader.looker))
    first_names = {it.first_name.place for it in lens.names.people.values()}
    for place, box in lens.boxes.items():
        if box.owner not in own and place not in first_names and not everyday(box):
            lens.words.pop(place, None)
            lens.names.words.pop(place, None)
            lens.instead[place] = unreadable("unrecorded")


def everyday(box: Box) -> bool:
    return Category(box.category) in SHOWN_UNRECORDED
