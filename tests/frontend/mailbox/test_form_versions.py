"""A form written on an old page: lifted to today's shape, or sent to the new one; a newer one waits for its house."""

from datetime import UTC, datetime
from typing import Any

import pytest
from litestar import post

from frontend.csrf import NotFromHere
from frontend.ids import uuid7
from frontend.mailbox.admission import OtherForm, check_form
from frontend.mailbox.mark import Mark


def form(**opt: Any) -> Any:
    @post("/modulo", opt=opt)
    async def handle() -> None: ...

    return handle


def renamed(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("words" if name == "text" else name, text) for name, text in fields]


def marked(form_v: int) -> Mark:
    return Mark(uuid7(), [("text", "ciao")], datetime.now(UTC), "Europe/Rome", form_v=form_v)


def test_an_old_shape_is_lifted_step_by_step() -> None:
    mark = marked(1)

    check_form(mark, form(field=True, form_v=3, lifts={1: renamed, 2: lambda it: [*it, ("kind", "short")]}))

    assert mark.fields == [("words", "ciao"), ("kind", "short")]


@pytest.mark.parametrize(("form_v", "outcome"), [(1, "form_too_old"), (9, "unknown")])
def test_a_shape_nobody_knows_is_never_guessed_at(form_v: int, outcome: str) -> None:
    mark = marked(form_v)

    with pytest.raises(OtherForm):
        check_form(mark, form(field=True, form_v=2))
    assert (mark.outcome, mark.fields) == (outcome, [("text", "ciao")])


def test_a_form_that_does_not_say_so_is_never_sent_from_afar() -> None:
    with pytest.raises(NotFromHere):
        check_form(marked(1), form())
