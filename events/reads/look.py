"""A look: one page, opened for one reader, with words that belong to someone else."""

from datetime import timedelta
from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from pydantic import AwareDatetime, Field

from events.category import Category
from events.message import Fact
from events.role import Role

WINDOW = timedelta(minutes=15)
"""Looks of the same reader at the same things of the same owner on the same page are one look that long."""

Page = Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")]


def looks_of(owner: UUID, node: UUID) -> UUID:
    """The stream in which one web node writes down who looked at what is ``owner``'s."""
    return uuid5(owner, f"reads/{node}")


class RecordRead(Fact):
    """``reader``, as ``role``, was shown words of ``categories`` that belong to ``owner``: a person, or a home.

    The first look is recorded at once, with ``times`` 1. Further ones within the next quarter of an hour are told
    together afterwards: ``extends`` then names the record of the first, and ``times`` does not count it. The sum
    of ``times`` is the number of pages and blocks that were opened. ``page`` is a code; ``copied`` means that the
    words went to the reader's device in advance, ``glass`` that the reader had broken the glass before some of
    them, ``name_only`` that of the owner's identity nothing but the name was shown.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("owner", "reader")

    reader: UUID
    role: Role
    organisation: UUID | None
    owner: UUID
    categories: tuple[Category, ...]
    page: Page
    times: int = Field(ge=1)
    first: AwareDatetime
    last: AwareDatetime
    copied: bool = False
    glass: bool = False
    name_only: bool = False
    extends: UUID | None = None
