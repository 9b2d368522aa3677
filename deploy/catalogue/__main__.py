"""``python -m deploy.catalogue`` (make docs) writes the two pages anew."""

from pathlib import Path

from deploy.catalogue import messages, visibility

DOCS = Path(__file__).parents[2] / "docs"


def pages() -> dict[Path, str]:
    """Path → the text it should hold."""
    return {DOCS / "events.md": messages.page(), DOCS / "access.md": visibility.page()}


def main() -> None:
    for path, text in pages().items():
        path.write_text(text)


if __name__ == "__main__":
    main()
