"""``make golden``: writes a sample of every fact and command that has none yet; what is written stays as it is."""

import json
import sys
from pathlib import Path

import events.access  # noqa: F401 - fills the catalogue
from events.message import COMMANDS, FACTS, Message, published
from tests.golden.samples import sample

FOLDERS = {
    Path(__file__).parent / "facts": published(FACTS),
    Path(__file__).parent / "commands": published(COMMANDS),
}


def place(folder: Path, cls: type[Message]) -> Path:
    return folder / f"{cls.TOPIC}.v{cls.VERSION}.json"


def missing() -> dict[Path, type[Message]]:
    """Where a sample of today's version is still to be written."""
    wanted = {place(folder, cls): cls for folder, known in FOLDERS.items() for cls in known.values()}
    return {path: cls for path, cls in wanted.items() if not path.exists()}


def main() -> None:
    for path, cls in missing().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(sample(cls), ensure_ascii=False, indent=1) + "\n")
        sys.stdout.write(f"{path.parent.name}/{path.name}\n")


if __name__ == "__main__":
    main()
