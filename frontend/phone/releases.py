"""Style sheets and scripts of the last releases, kept in the house's data: copies of pages outlive an update."""

import json
import re
from pathlib import Path

from frontend import assets

KEPT = 3
FOLDER = "assets"
LIST = "releases.json"
NAME = re.compile(r"[a-z]+-[0-9a-f]{12}\.(css|js)")


def keep(data: Path) -> None:
    """Adds this release, and takes away what only older ones than the last three need."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    files = {url.rpartition("/")[2]: body for url, body in assets.own().items()}
    known = listed(folder)
    if not known or known[-1] != sorted(files):
        known = [*known, sorted(files)][-KEPT:]
    for name, body in files.items():
        (folder / name).write_bytes(body)
    (folder / LIST).write_text(json.dumps(known))
    needed = {name for release in known for name in release}
    for file in folder.iterdir():
        if NAME.fullmatch(file.name) and file.name not in needed:
            file.unlink()


def listed(folder: Path) -> list[list[str]]:
    """Oldest first; a list nobody can read is begun anew."""
    try:
        found = json.loads((folder / LIST).read_text())
    except (OSError, ValueError):
        return []
    return [[str(name) for name in release] for release in found if isinstance(release, list)]


def kept(data: Path, name: str) -> bytes | None:
    file = data / FOLDER / name
    return file.read_bytes() if NAME.fullmatch(name) and file.is_file() else None
