"""Whose pages these are for a reader, and what of them is shown: to the person all, to family what is shared today."""

from uuid import UUID

from events.category import Category
from events.role import Role
from frontend.reader import Reader


def of_whom(reader: Reader) -> tuple[UUID, ...]:
    """Those close to a family member, else oneself."""
    return reader.related if reader.role is Role.FAMILY else (reader.person,)


def shows(reader: Reader, person: UUID, category: Category) -> bool:
    """What is not shown is not even asked for."""
    if person == reader.person:
        return True
    return any(it.role is Role.FAMILY and category in it.categories for it in reader.shared_by(person))
