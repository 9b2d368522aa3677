"""Which items of a batch go in order: those that build on one another, go to one address, or name the same thing."""

import re
from collections.abc import Iterator, Mapping

from frontend.mailbox.item import Item

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
Lane = dict[int, Item]


def lanes(items: Mapping[int, Item]) -> list[Lane]:
    """Each item in one of them, by its place in the batch; nothing in one has to do with anything in another."""
    first: dict[str, int] = {}
    led_by: dict[int, int] = {}
    for n, it in items.items():
        led_by[n] = n
        for name in named(it):
            one, other = leader(led_by, first.setdefault(name, n)), leader(led_by, n)
            led_by[max(one, other)] = min(one, other)
    found: dict[int, Lane] = {}
    for n, it in items.items():
        found.setdefault(leader(led_by, n), {})[n] = it
    return list(found.values())


def leader(led_by: Mapping[int, int], n: int) -> int:
    while led_by[n] != n:
        n = led_by[n]
    return n


def named(it: Item) -> Iterator[str]:
    """Itself, what it builds on, where it goes, and every id in its address and its fields."""
    yield it.id
    if it.after:
        yield it.after
    yield it.action
    ids = ID.findall(it.action)
    if not ids:
        # What is done at one place of the house, such as the rota, may be undone beside it.
        yield it.action.split("/")[1]
    yield from ids
    for _, text in it.typed:
        yield from (id.lower() for id in ID.findall(text))
