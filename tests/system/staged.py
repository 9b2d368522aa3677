"""The demo's months, played once for a whole run of the tests and copied for every house that begins with them."""

import fcntl
import os
import shutil
from pathlib import Path

from tests.parts.free_port import free_port
from tests.system import house

FOLDER = "CASA_TESTS_STAGED"
"""Where the played months are kept, shared by all processes of one run; without it each house plays its own."""


def copy(data: Path) -> None:
    if FOLDER in os.environ:
        shutil.copytree(played(Path(os.environ[FOLDER])), data)


def played(folder: Path) -> Path:
    """Whoever comes first plays; the others wait for the lock and find it done."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = folder / "casa"
        if not whole.exists():
            play(draft := folder / "draft")
            draft.rename(whole)
    return whole


def play(draft: Path) -> None:
    playing = house.begin("demo", draft, free_port()).wait_until_ready()
    playing.interrupt()
