"""A round: the items of a batch in their lanes, the lanes beside one another, all answered together."""

import asyncio
from collections.abc import Iterator
from typing import Any

from frontend.mailbox.books import Books
from frontend.mailbox.item import Item, Unread, identity_of, item
from frontend.mailbox.lane import Lane
from frontend.mailbox.lanes import lanes
from frontend.mailbox.posting import AnyRequest
from frontend.mailbox.result import Result, unread
from frontend.node import node_of


async def round_of(request: AnyRequest, raw: list[Any]) -> list[Result]:
    """One result for each, in the order of the batch; a bad one never harms another."""
    books, session = Books(request), request.scope["state"].get("session")
    items = dict(readable(books, raw))
    try:
        async with asyncio.TaskGroup() as group:
            for each in lanes(items):
                group.create_task(Lane(books, each, session.seen if session else {}).run())
    finally:
        # Up to where their next page must have come, once for all.
        if session and books.reached:
            await node_of(request).sessions.saw_all(session, books.reached)
    return [books.results[n] for n in range(len(raw))]


def readable(books: Books, raw: list[Any]) -> Iterator[tuple[int, Item]]:
    for n, each in enumerate(raw):
        try:
            yield n, item(each)
        except (Unread, ValueError, RecursionError):
            id = identity_of(each)
            books.settle(n, id or "", unread(id))
