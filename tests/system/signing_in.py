"""A phone without a browser: cookies, hidden fields, and one tap on a persona."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.people import Person
from tests.system.house import House


@contextmanager
def signed_in(house: House, person: Person) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=house.url, follow_redirects=True, timeout=30, headers={"origin": house.url}
    ) as phone:
        page = phone.get("/demo").text
        answer = phone.post("/demo", data={**hidden(page), "who": str(person.id)})
        assert answer.status_code == 200, answer.text[:300]
        yield phone


def hidden(page: str) -> dict[str, str]:
    """Hidden fields of the first form that has them."""
    found: dict[str, str] = {}
    for field in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        if name and value:
            found.setdefault(name[1], value[1])
    return found
