"""Values shown in clear: each must be what its closed box committed to when it was recorded."""

import json
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from services.history.verifica.faults import Fault
from services.history.verifica.notes import binary


@dataclass(frozen=True)
class Opened:
    event: str
    path: str
    category: str
    value: Any


def opened(content: bytes, facts: dict[str, dict[str, Any]], scope: list[str]) -> list[Opened]:
    """``facts`` by event id; ``scope`` the categories that may be shown. Raises Fault for the first that lies."""
    return [one(number, text, facts, scope) for number, text in enumerate(content.splitlines(), 1)]


def one(number: int, text: bytes, facts: dict[str, dict[str, Any]], scope: list[str]) -> Opened:
    try:
        it = json.loads(text)
        box = boxed(facts[it["event_id"]]["fact"], it["path"])
        inside = binary(it["salt"]) + binary(it["value"])
        true = box["commit"] == commitment(inside) and box["category"] == it["category"]
        if not true or it["category"] not in scope or len(binary(it["salt"])) != 16:
            raise ValueError("commit")
        return Opened(it["event_id"], it["path"], it["category"], json.loads(binary(it["value"])))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Fault(f"valore aperto {number}", "changed") from error


def boxed(fact: Any, path: str) -> Any:
    """``a.b[0].c`` → what stands there."""
    for step in re.findall(r"[^.\[\]]+", path):
        fact = fact[int(step)] if isinstance(fact, list) else fact[step]
    return fact


def commitment(inside: bytes) -> str:
    """As the record writes it: base64url without padding."""
    return urlsafe_b64encode(sha256(inside).digest()).decode().rstrip("=")
