"""Takes each setting of the floor away, in a copy of the tree, and sees whether its test notices: `make floor`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.security.floor.items import ITEMS, Item

HERE = Path(__file__).parents[3]
INSTALLED = (".venv", "frontend/node_modules", "frontend/static/vendor")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="casa-floor-") as folder:
        tree = copied(Path(folder) / "casa")
        unnoticed = [item for item in ITEMS if not noticed(tree, item)]
    print(f"{len(ITEMS)} settings taken away one by one, {len(unnoticed)} not noticed")
    return len(unnoticed)


def copied(tree: Path) -> Path:
    """What git knows of, and links to what the set-up installed."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HERE, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, tree / name)
    for name in INSTALLED:
        (tree / name).symlink_to(HERE / name)
    return tree


def noticed(tree: Path, item: Item) -> bool:
    file = tree / item.file
    whole = file.read_text()
    file.write_text(whole.replace(item.before, item.after))
    try:
        failed = run(tree, item.test) == 1
    finally:
        file.write_text(whole)
    print(f"{'noticed' if failed else 'NOT NOTICED'}  §4.{item.number} {item.what}", flush=True)
    return failed


def run(tree: Path, test: str) -> int:
    """1 is pytest's own way to say that a test failed, and not that it could not be run."""
    command = [HERE / ".venv/bin/python", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
