"""What may be told to anybody of the node's parts: whether each is ready, how far behind, and kinds of trouble."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontend.node import Node
from frontend.readmodel import Preparing

KINDS = (
    "erasures",
    "following",
    "letters",
    "parked",
    "projector",
    "reader",
    "relay",
    "starting",
    "store",
    "writer",
)
"""The only words of trouble that leave the house; anything else is `other`, and stands in the log."""


def health(node: Node) -> dict[str, Any]:
    """`ready`: pages can be read and commands can leave. Parked dossiers are shown, but others go on."""
    neighbours = {name: told(it) for name, it in node.neighbours().items()}
    courier = {"ready": not node.stale_since(), "lag": {}, "trouble": []}
    own = {
        "projector": projector(node),
        "readmodel": readmodel(node),
        "looks": told(node.looks.health(node.projects)),
    }
    parts = {"courier": courier, **own, **neighbours}
    return {"ready": all(it["ready"] for it in parts.values()), "parts": parts}


def projector(node: Node) -> dict[str, Any]:
    """Of a node that only listens to another's projector, nothing is asked."""
    it = node.projector
    trouble = ["following"] if it.trouble else []
    return {"ready": it.alive or not node.projects, "lag": it.lag, "trouble": trouble}


def readmodel(node: Node) -> dict[str, Any]:
    """Its lag is what it could not take: dossiers parked, their facts left out, messages nobody can read."""
    try:
        db = node.readmodel.connection()
    except Preparing:
        return {"ready": False, "lag": {}, "trouble": ["starting"]}
    counted = db.execute(
        "SELECT (SELECT count(*) FROM parked) AS parked, (SELECT coalesce(sum(left_out), 0) FROM parked) AS left_out,"
        " (SELECT count(*) FROM unreadable) AS unreadable"
    ).fetchone()
    return {"ready": True, "lag": dict(counted), "trouble": ["parked"] if any(counted) else []}


def told(part: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ready": bool(part.get("ready", True)),
        "lag": {name: int(lag) for name, lag in part.get("lag", {}).items()},
        "trouble": kinds(part.get("trouble", ())),
    }


def kinds(trouble: Iterable[object]) -> list[str]:
    """What stands beside the kind may be an error's own words, which are nobody's business here."""
    return sorted({next((kind for kind in KINDS if kind in str(words)), "other") for words in trouble})
