"""The users of the message server: one per service, each with a password made once per data folder."""

import json
import secrets
from pathlib import Path

from deploy.nats.permissions import USERS
from services.kernel.secret_file import write_secret

Passwords = dict[str, str]


def passwords(data: Path) -> Passwords:
    """The passwords kept in `<data>/secrets/nats.json`; those missing are made and written first."""
    path = data / "secrets" / "nats.json"
    known: Passwords = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in USERS if name not in known]
    if missing:
        # A letter first: the server reads a value like 12e4 as a number.
        known |= {name: "p" + secrets.token_hex(24) for name in missing}
        write_secret(path, json.dumps(known, indent=1).encode())
    return known
