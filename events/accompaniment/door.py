"""The code on the sheet at a home's door: random, renewed at will, known to whoever stands before it."""

from hashlib import sha256
from uuid import UUID, uuid5

from pydantic import AwareDatetime, Field

from events.message import Command, Fact
from events.sealed import Sealed


def door_of(cohabitation: UUID) -> UUID:
    return uuid5(cohabitation, "door")


def digest_of(cohabitation: UUID, code: str) -> str:
    """A hundred random bits stand behind it: nobody finds the code by trying."""
    return sha256(f"{cohabitation}/{code}".encode()).hexdigest()


class MakeDoorCode(Command):
    """``stream`` is ``door_of`` the cohabitation. Asked again it renews: the sheet before it is good no more."""

    code: str = Field(min_length=20, max_length=40)


class DoorCodeMade(Fact):
    """``number`` counts the sheets from 1. ``digest`` recognises the code, ``code`` is there to be printed again."""

    number: int
    digest: str
    at: AwareDatetime
    code: Sealed[str]
