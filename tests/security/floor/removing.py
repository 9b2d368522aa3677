"""Takes each setting of the floor away, in a copy of what is committed, and sees whether its test notices: `make floor`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.security.floor.items import ITEMS, Item

HERE = Path(__file__).parents[3]
FAILED = 1  # pytest's own way to say that a test failed, and not that it could not be run
OUTCOMES = {0: "NOT NOTICED", FAILED: "noticed"}
INSTALLED = (".venv", "frontend/node_modules", "frontend/static/vendor")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="casa-floor-") as folder:
        tree = copied(Path(folder) / "casa")
        unnoticed = [item for item in ITEMS if not noticed(tree, item)]
    print(f"{len(ITEMS)} settings taken away one by one, {len(unnoticed)} not noticed")
    return len(unnoticed)


def copied(tree: Path) -> Path:
    """What was committed last, and links to what the set-up installed."""
    tree.mkdir()
    whole = subprocess.run(["git", "archive", "HEAD"], cwd=HERE, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x"], cwd=tree, input=whole, check=True)
    for name in INSTALLED:
        (tree / name).symlink_to(HERE / name)
    return tree


def noticed(tree: Path, item: Item) -> bool:
    file = tree / item.file
    whole = file.read_text()
    file.write_text(whole.replace(item.before, item.after))
    try:
        code = run(tree, item.test)
    finally:
        file.write_text(whole)
    print(f"{OUTCOMES.get(code, 'COULD NOT RUN')}  §4.{item.number} {item.what}", flush=True)
    return code == FAILED


def run(tree: Path, test: str) -> int:
    command = [HERE / ".venv/bin/python", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
