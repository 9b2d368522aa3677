"""Who may ask what of accompaniment."""

from events.role import Grant

COMMANDS: dict[str, tuple[Grant, ...]] = {}
