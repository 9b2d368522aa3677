"""All addresses of the web app, written out with ids of both homes, and how they are knocked at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx
from litestar.handlers import HTTPRouteHandler

from deploy import secrets
from frontend.app import create_app
from services.kernel.settings import Settings
from tests.frontend.expecting import IDS, NOT_THERE

NOTHING_KNOWS_THIS = {"nonsense": "1"}
LEAVING = "/esci"
ALSO_LEAVING = (LEAVING, "/tablet/blocca")
A_DAY = "2026-01-07"


@dataclass(frozen=True)
class Door:
    """One handler at one address. ``fits``: every id in it is of the kind this address is about."""

    method: str
    pattern: str
    path: str
    can: str | None
    ids: tuple[UUID, ...] = ()
    fits: bool = True


def handlers(folder: Path) -> list[tuple[str, HTTPRouteHandler]]:
    """Path pattern and handler of everything we serve ourselves; litestar's own answers to OPTIONS left out."""
    secrets.make(folder)
    app = create_app(Settings(data=folder, demo=True))
    every = [(route.path, it) for route in app.routes for it in getattr(route, "route_handlers", [])]
    return [(path, it) for path, it in every if "OPTIONS" not in it.http_methods or len(it.http_methods) > 1]


def doors(folder: Path) -> Iterator[Door]:
    for pattern, handler in handlers(folder):
        for method in sorted({"GET", "POST"} & {str(it) for it in handler.http_methods}):
            yield from written_out(method, pattern, handler.opt.get("can"))


def written_out(method: str, pattern: str, can: str | None) -> Iterator[Door]:
    names = re.findall(r"{(\w+):uuid}", pattern)
    bare = re.sub(r"{\w+:date}", A_DAY, re.sub(r"{\w+:(?:str|path)}", "qualcosa", pattern))
    for ids in both_sides(names):
        path = bare
        for name, it in zip(names, ids, strict=True):
            path = path.replace(f"{{{name}:uuid}}", str(it))
        yield Door(method, pattern, path, can, ids, NOT_THERE not in ids)


def both_sides(names: list[str]) -> Iterator[tuple[UUID, ...]]:
    """Ids of one home together; and, in the place of each, one that nobody has."""
    if not names:
        yield ()
        return
    together = list(zip(*(IDS[name] for name in names), strict=True))
    yield from together
    for n in range(len(names)):
        yield (*together[0][:n], NOT_THERE, *together[0][n + 1 :])


def knock(phone: httpx.Client, door: Door, token: str, allowed: bool, block: bool = False) -> httpx.Response:
    """Nothing is changed in the house: a form with a field nobody asked for is never sent on."""
    headers = {"hx-request": "true"} if block else {}
    if door.method == "GET":
        with phone.stream("GET", door.path, headers=headers) as answer:
            if "event-stream" not in answer.headers.get("content-type", ""):
                answer.read()
            return answer
    body = NOTHING_KNOWS_THIS if allowed else {}
    return phone.post(door.path, data=body, headers={**headers, "x-csrftoken": token})
