"""A proof taken away from the house: checked by its own program without a network, and one byte of it altered."""

import re
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path

from services.history.verifica.container import unpacked
from tests.services.history.packs import rows
from tests.system.phone import Phone


async def downloaded(phone: Phone, link: str, folder: Path) -> Path:
    async with phone.page.expect_download() as coming:
        await phone.tap(link, "link")
    it = await coming.value
    path = folder / it.suggested_filename
    await it.save_as(path)
    return path


def checked(program: Path, pack: Path) -> subprocess.CompletedProcess[str]:
    """Without a folder of ours and without our environment; where the system allows it, in a net of its own."""
    command = [*alone(), sys.executable, "-I", program, pack]
    return subprocess.run(command, capture_output=True, text=True, env={}, cwd=program.parent)


@cache
def alone() -> tuple[str, ...]:
    """What starts a program with no network at all; nothing where users may not do that."""
    unshare = shutil.which("unshare")
    command = (unshare, "-r", "-n") if unshare else ()
    known = command and subprocess.run([*command, sys.executable, "-c", ""], capture_output=True)
    return command if known and known.returncode == 0 else ()


def altered(raw: bytes, number: int) -> bytes:
    """One bit of the minutes said in record ``number``, from 1: an even minute becomes odd, and no length changes."""
    whole = rows(raw)[number - 1]["data"].encode()
    record = bytearray(b64decode(whole))
    found = re.search(rb'"minutes":\d*(\d)', record)
    assert found
    record[found.start(1)] ^= 1
    assert raw.count(whole) == 1
    return raw.replace(whole, b64encode(record))


def of_records(raw: bytes) -> range:
    """Where in the file the records stand."""
    content = unpacked(raw)["records.jsonl"]
    start = raw.index(content)
    return range(start, start + len(content))
