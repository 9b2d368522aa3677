"""What a restore found waits in the data folder until somebody has read it, and is kept with their name."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.kernel import restored
from services.kernel.secret_file import write_secret

SHOWN = 10
LINES = {
    "dangling": "facts whose cause is in no store (fatti senza la loro causa)",
    "keyless": "keys that are missing (chiavi che mancano)",
    "forgotten": "records only the history still has (registrazioni che solo la storia conserva)",
}


def ask_for(data: Path, found: dict[str, Any]) -> None:
    told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **found}
    write_secret(data / restored.UNREVIEWED, json.dumps(told, indent=1).encode())


def waiting(data: Path) -> dict[str, Any] | None:
    if not restored.unreviewed(data):
        return None
    found: dict[str, Any] = json.loads((data / restored.UNREVIEWED).read_text())
    return found


def told(found: dict[str, Any]) -> str:
    """For people: how many of each, and the first of them by id."""
    lines = [f"{found['facts']} facts in the stores\n"]
    for name, words in LINES.items():
        lines.append(f"{len(found[name])} {words}\n")
        lines += [f"  {each}\n" for each in found[name][:SHOWN]]
    return "".join(lines)


def done(data: Path, who: str) -> None:
    """Kept for whoever asks later who had looked at what."""
    found = waiting(data)
    name = f"reviewed-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    write_secret(data / name, json.dumps({"by": who, "found": found}, indent=1).encode())
    (data / restored.UNREVIEWED).unlink()
