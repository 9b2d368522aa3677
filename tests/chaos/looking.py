"""The pages of the cast, as a node shows them that lived through it, and as one shows them that was built anew."""

import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from tests.chaos.premises import ROOT
from tests.people import Person
from tests.system.pages_of_the_cast import EVERY
from tests.system.signing_in import hidden
from tests.system.tables import Tables, tables
from tests.system.test_no_trace import LOOKS, MADE_ANEW

OTHER_EACH_TIME = (*LOOKS, "/profilo", "/offline", "/invii", "/conferma", "/riavvolgi", "/posta", "/tablet")
"""Who looked, one's own devices, and what is asked of the history, which is no part of a rebuild."""
ALL = [(who, path) for who, path in EVERY if not path.startswith(OTHER_EACH_TIME)]
Pages = dict[str, str]


async def pages(node: str, wanted: Sequence[tuple[Person | None, str]] = ALL) -> Pages:
    """Reader and path → status and HTML, without what is made anew with every page."""
    found: Pages = {}
    for who in dict.fromkeys(who for who, _ in wanted):
        async with httpx.AsyncClient(base_url=node, timeout=60, headers={"origin": node}) as client:
            if who is not None:
                page = await client.get("/demo")
                await client.post("/demo", data={**hidden(page.text), "who": str(who.id)})
            for path in (path for it, path in wanted if it == who):
                answer = await client.get(path)
                name = f"{who.first_name if who else 'nobody'} {path}"
                found[name] = f"{answer.status_code} {MADE_ANEW.sub('', answer.text)}"
    return found


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def used(data: Path) -> Path:
    return data / "read" / (data / "read" / "current").read_text().strip()


async def rebuilt(data: Path, environment: dict[str, str]) -> None:
    """`make rebuild` beside the living house."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "deploy.rebuild", cwd=ROOT, env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"no rebuild of {data}: {said.decode()[-400:]}")


def kept(data: Path) -> tuple[Tables, list[Any]]:
    """All tables of the read model in use, and what stands parked there."""
    file = used(data)
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        parked = [tuple(row) for row in db.execute("SELECT * FROM parked")]
        parked += [tuple(row) for row in db.execute("SELECT context, position, reason FROM unreadable")]
    return tables(file), parked
