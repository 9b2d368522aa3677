"""A form sent to a running house as bytes, whatever they are; phones of the cast held for a whole module."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

import httpx

from frontend.urlencoded import KIND
from tests.people import Person
from tests.system.house import House
from tests.system.signing_in import signed_in

# What is promised is a second, printed by tests/inputs; a loaded machine is no fault of a form.
SOON = 30.0
STRANGE = ("Traceback", "pydantic", "sqlite", "ValidationError", "litestar")
Hands = dict[Person, httpx.Client]


@contextmanager
def in_hands(house: House, people: Iterable[Person]) -> Iterator[Hands]:
    with ExitStack() as held:
        yield {it: held.enter_context(signed_in(house, it)) for it in dict.fromkeys(people)}


def post(phone: httpx.Client, action: str, body: bytes, **headers: str) -> httpx.Response:
    """Never a bug, never long, never a word of our machinery; not followed where it leads."""
    given = {"content-type": KIND, **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = phone.post(action, content=body, headers=given, follow_redirects=False)
    assert answer.status_code < 500, answer.text[-400:]
    assert answer.elapsed.total_seconds() < SOON
    assert [it for it in STRANGE if it in answer.text] == []
    return answer
