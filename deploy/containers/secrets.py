"""Every key and password of a house in containers, made once in one folder, each in a file of its own."""

import json
import os
import secrets as chance
import sys
from collections.abc import Callable
from pathlib import Path

from deploy.first_run import token_kept
from deploy.nats import config
from deploy.nats.permissions import USERS
from deploy.secrets import make_claim_keys
from services.history.signing import key as signing_key
from services.kernel.courier import CONTEXTS
from services.kernel.secret_file import write_secret
from services.post.vapid import kept as push_key
from services.vault.wrapping import kept as wrapping_key

DATABASE = ("postgres", *(f"postgres_{context}" for context in CONTEXTS))
RANDOM = ("digest.key", "post.key")


def make(folder: Path) -> list[str]:
    """What is there stays as it is. Returns the names of what was missing and was made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = names(folder)
    for name in [*(f"nats_{user}" for user in USERS), *DATABASE]:
        once(folder / name, lambda: f"p{chance.token_hex(24)}".encode())
    for name in RANDOM:
        once(folder / name, lambda: os.urandom(32))
    if not (folder / "claims.key").exists():
        make_claim_keys(folder)
    once(folder / "smtp_password", bytes)  # for a person to fill in, where the mail server asks
    wrapping_key(folder / "vault.key")
    signing_key(folder / "history.key")
    push_key(folder / "push.key")
    passwords = {user: (folder / f"nats_{user}").read_text() for user in USERS}
    write_secret(folder / config.PASSWORDS, config.said(passwords).encode())
    return sorted(names(folder) - before)


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def once(path: Path, content: Callable[[], bytes]) -> None:
    if not path.exists():
        write_secret(path, content())


def main() -> None:
    """``python -m deploy.containers.secrets FOLDER``; CASA_ORIGIN is where the link leads."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/secrets")
    made = make(folder)
    if not (folder / "first-run.json").exists():
        origin = os.environ.get("CASA_ORIGIN") or "https://localhost"
        sys.stdout.write(f"First coordinator, open this once: {origin}/primo-accesso/{token_kept(folder)}\n")
    sys.stdout.write(json.dumps({"folder": str(folder), "made": made}) + "\n")


if __name__ == "__main__":
    main()
