"""The marks of a house that was restored: no page before what had been erased is erased again; red until reviewed."""

from pathlib import Path

NAME = "restored"
UNREVIEWED = "unreviewed.json"
"""What the restore found, for a person to read."""


def mark(data: Path) -> None:
    (data / NAME).touch(mode=0o600)


def unmark(data: Path) -> None:
    (data / NAME).unlink(missing_ok=True)


def marked(data: Path) -> bool:
    return (data / NAME).exists()


def unreviewed(data: Path) -> bool:
    return (data / UNREVIEWED).exists()
