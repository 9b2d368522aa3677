"""What the network tests talk about: the cast as data, and a few things already so."""

from datetime import date
from typing import Any
from uuid import UUID

from events.category import Category
from events.message import Fact
from events.network.identity import Identity, PersonalData
from events.network.person import PersonRegistered
from events.sealed import seal
from services.network.person import PERSON
from tests.people import Person
from tests.services.story import given

SPRING = date(2026, 3, 2)


def data(person: Person, **other: Any) -> PersonalData:
    named = {"first_name": person.first_name, "last_name": person.last_name, "birth_date": person.born}
    return PersonalData(**{**named, "email": person.email, **other})


def told(person: UUID, it: PersonalData) -> Identity:
    return Identity(
        **{name: seal(value, person, Category.IDENTITY) for name, value in it if value is not None}
    )


def registered(person: Person, minor_until: date | None = None, **other: Any) -> PersonRegistered:
    identity = told(person.id, data(person, **other))
    return PersonRegistered(person=person.id, since=SPRING, minor_until=minor_until, identity=identity)


def known(person: Person, *facts: Fact) -> Any:
    return given(PERSON, registered(person), *facts)
