"""Another release of the house, taken out of the repository beside this one."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from tests.chaos.premises import ROOT

UNTRACKED = "frontend/static/vendor"


def unpacked(commit: str, folder: Path) -> Path:
    """Its tree, with the browser assets of this one. Raises SystemExit where there is no such commit."""
    found = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=False)
    if found.returncode:
        raise SystemExit(f"no release {commit} here: {found.stderr.decode().strip()}")
    tree = folder / "release"
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(tree, filter="data")
    if (ROOT / UNTRACKED).exists():
        shutil.copytree(ROOT / UNTRACKED, tree / UNTRACKED, dirs_exist_ok=True)
    return tree
