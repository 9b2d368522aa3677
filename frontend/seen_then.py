"""A rewound page is looked at with two pairs of eyes: what was seen on that day, and what the real reader may see today.

No lens raises anybody's rights: words open where both may read them, a name is known no better than by either.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from markupsafe import Markup

from events.category import Category
from events.sealed import Box
from frontend.instead import hidden, sealed_today
from frontend.naming import Names, names_for
from frontend.reader import Reader
from frontend.visibility import Sight, sight


def together(then: Sight, today: Sight) -> Sight:
    return min(then, today)


def looked_at(reader: Reader, owner: UUID, category: Category) -> Sight:
    """On any other page there is one pair of eyes."""
    then = sight(reader, owner, category)
    return together(then, sight(reader.viewer, owner, category)) if reader.viewer else then


def instead_of(reader: Reader, seen: Sight, box: Box) -> Markup:
    """As it was said then, where it was not shown then either."""
    if reader.viewer is None:
        return hidden(seen, box.category)
    then = sight(reader, box.owner, box.category)
    if reader.db is reader.viewer.db:  # a preview is of today: nothing in it was seen before
        return hidden(min(then, sight(reader.viewer, box.owner, box.category)), box.category)
    return sealed_today() if then is Sight.FULL else hidden(then, box.category)


def known_as(reader: Reader, ids: Collection[UUID], key: bytes) -> Names:
    names = names_for(reader, ids, key)
    if reader.viewer is None:
        return names
    today = names_for(reader.viewer, ids, key).sights
    return replace(
        names, sights={it: together(seen, today.get(it, Sight.NONE)) for it, seen in names.sights.items()}
    )
