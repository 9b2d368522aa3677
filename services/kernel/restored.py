"""The mark of a house that was restored: until what had been erased is erased again, no page is served."""

from pathlib import Path

NAME = "restored"


def mark(data: Path) -> None:
    (data / NAME).touch(mode=0o600)


def unmark(data: Path) -> None:
    (data / NAME).unlink(missing_ok=True)


def marked(data: Path) -> bool:
    return (data / NAME).exists()
