"""The users of the message server: one per service, each with a password made once per data folder."""

import json
import os
import secrets
from pathlib import Path

from deploy.nats.permissions import USERS

Passwords = dict[str, str]


def passwords(data: Path) -> Passwords:
    """The passwords kept in `<data>/secrets/nats.json`; those missing are made and written first."""
    path = data / "secrets" / "nats.json"
    known: Passwords = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in USERS if name not in known]
    if missing:
        # A letter first: the server reads a value like 12e4 as a number.
        known |= {name: "p" + secrets.token_hex(24) for name in missing}
        write_secret(path, json.dumps(known, indent=1))
    return known


def write_secret(path: Path, text: str) -> None:
    """Writes a file only its owner can read; a reader finds the old text or the new, never half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
