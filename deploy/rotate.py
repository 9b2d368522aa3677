"""`make rotate-kek`: every key of the vault is wrapped by a new key, and the old wrapping key is destroyed."""

import os
import sqlite3
import sys
from pathlib import Path

from deploy import preflight
from deploy.lock import hold
from deploy.preflight import CannotStart
from deploy.rebuild import lived_in
from services.vault.opening import NAME
from services.vault.rewrapping import NEXT, rotate
from services.vault.wrapping import VARIABLE, WrongWrappingKey


def main() -> int:
    """``python -m deploy.rotate``, on a house that is stopped. CASA_DATA names it."""
    data = Path(os.environ.get("CASA_DATA") or "var/casa")
    try:
        many = anew(data)
    except (CannotStart, WrongWrappingKey, KeyError, OSError, sqlite3.Error) as refusal:
        sys.stderr.write(f"{said(refusal)}\n")
        return 1
    sys.stdout.write(
        f"{many} keys are wrapped anew. Backups of the vault made before open no more: make one now.\n"
    )
    if os.environ.get(VARIABLE):
        sys.stdout.write(f"From now on set {VARIABLE} to what {NEXT} was, and destroy the old one.\n")
    return 0


def anew(data: Path) -> int:
    """How many keys. Raises CannotStart, WrongWrappingKey, KeyError, OSError, sqlite3.Error."""
    lived_in(data)
    settings = preflight.understood(data)
    with hold(data):
        return rotate(settings.secrets, (data / NAME, settings.key_copies / NAME))


def said(refusal: Exception) -> str:
    if isinstance(refusal, KeyError):
        return f"{VARIABLE} is set, so the next wrapping key must be given as {NEXT} (32 bytes, base64url)."
    return str(refusal)


if __name__ == "__main__":
    sys.exit(main())
