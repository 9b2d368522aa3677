"""What people type, taken strictly, with words at the field that is wrong."""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

import pytest
from pydantic import Field

from frontend.form_fields import Money
from frontend.forms import Form, blank, taken
from frontend.urlencoded import KIND


class Stay(Form):
    note: Annotated[str, Field(min_length=1, max_length=20)]
    since: date
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    rent: Money | None = None
    kind: Literal["short", "long"] | None = None
    days: tuple[str, ...] = ()
    agreed: bool = False


RIGHT = {"note": "ciao", "since-day": "1", "since-month": "3", "since-year": "2026"}


def filled(**fields: object):
    return taken(KIND, urlencode({**RIGHT, **fields}, doseq=True).encode(), Stay)


def test_a_form_in_order_becomes_its_model():
    form = filled(minutes="90", rent="1.234,50", kind="short", days=["mon", "tue"], agreed="yes")

    assert form.valid == Stay(
        note="ciao",
        since=date(2026, 3, 1),
        minutes=90,
        rent=123450,
        kind="short",
        days=("mon", "tue"),
        agreed=True,
    )


def test_empty_optional_fields_are_not_there():
    form = filled(minutes="", rent=" ", kind="")

    assert form.valid.minutes is None
    assert form.valid.rent is None


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"note": ""}, "note"),
        ({"note": "x" * 21}, "note"),
        ({"note": "a\x00b"}, "note"),
        ({"note": ["a", "b"]}, "note"),
        ({"since-day": "31", "since-month": "2"}, "since"),
        ({"since-day": ""}, "since"),
        ({"since-year": "'; DROP"}, "since"),
        ({"minutes": "-1"}, "minutes"),
        ({"minutes": "1441"}, "minutes"),
        ({"minutes": "NaN"}, "minutes"),
        ({"minutes": "1e999"}, "minutes"),
        ({"rent": "12,345"}, "rent"),
        ({"rent": "Infinity"}, "rent"),
        ({"kind": "role"}, "kind"),
        ({"role": "admin"}, "role"),
    ],
)
def test_each_fault_is_at_its_field_and_what_was_typed_stays(fields, name):
    form = filled(**fields)

    assert form.status == 422
    assert [at for at, _ in form.summary] == [name]
    assert form.errors[name]
    assert all(form.typed[key] == shown(value) for key, value in fields.items())


def shown(value):
    """What came twice where one was asked for is shown once; a page prints texts, and no lists."""
    return "a\ufffdb" if value == "a\x00b" else value[0] if isinstance(value, list) else value


def test_a_command_id_that_is_none_is_replaced_and_a_good_one_kept():
    bad = filled(command_id="1 OR 1=1")
    good = filled(command_id="01A20406-C115-7133-8AF4-5B5A88FDEE9D")

    assert bad.command_id.version == 7
    assert good.command_id == UUID("01a20406-c115-7133-8af4-5b5a88fdee9d")


def test_a_blank_form_shows_what_is_known():
    form = blank(Stay, note="ciao", since=date(2026, 3, 1))

    assert (form.typed["note"], form.typed["since-month"], form.typed["minutes"]) == ("ciao", "3", "")
    assert form.errors["note"] is None
