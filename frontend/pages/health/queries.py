"""What may be told to anybody of the node's parts: whether each is ready, how far behind, and kinds of trouble."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from frontend.node import Node
from frontend.readmodel import Preparing
from services.kernel import restored
from services.kernel.health import told
from services.kernel.room import filling, full

COUNTED = (
    "SELECT (SELECT count(*) FROM parked) AS parked, (SELECT coalesce(sum(left_out), 0) FROM parked) AS left_out,"
    " (SELECT count(*) FROM unreadable) AS unreadable"
)
PARKED = "SELECT projection, count(*) AS parked, coalesce(sum(left_out), 0) AS left_out FROM parked GROUP BY projection"


def health(node: Node) -> dict[str, Any]:
    """`ready`: pages can be read and commands can leave. Parked dossiers are shown, but others go on."""
    neighbours = {name: told(it) for name, it in node.neighbours().items()}
    own = {
        "projector": projector(node),
        "readmodel": readmodel(node),
        "disk": disk(node),
        "restored": reviewed(node),
        "looks": told(node.looks.health(node.projects)),
    }
    parts = {"courier": courier(node), **own, **neighbours}
    return {"ready": all(it["ready"] for it in parts.values()), "parts": parts}


def courier(node: Node) -> dict[str, Any]:
    return {"ready": not node.stale_since(), "lag": {}, "trouble": []}


def disk(node: Node) -> dict[str, Any]:
    """A warning from four fifths on; not ready when nothing new is taken any more."""
    folder = node.settings.data
    return {"ready": not full(folder), "lag": {}, "trouble": ["disk"] if filling(folder) else []}


def reviewed(node: Node) -> dict[str, Any]:
    """After a restore a person reads what did not come back; pages go on meanwhile, where nobody asks /readyz."""
    waits = restored.unreviewed(node.settings.data)
    return {"ready": not waits, "lag": {}, "trouble": ["unreviewed"] if waits else []}


def readiness(node: Node) -> dict[str, Any]:
    """Whether this node can show pages now; with the message server away it still can, as they were.

    `projections`: how many facts each has not taken, how many dossiers of it are parked, how many facts left out.
    """
    whole = health(node)
    parts = whole["parts"]
    erasing = "erasures" in parts.get("vault", {}).get("trouble", ())
    trouble = sorted({kind for part in parts.values() for kind in part["trouble"]})
    ready = bool(parts["readmodel"]["ready"]) and not erasing and "unreviewed" not in trouble
    return {"ready": ready, "trouble": trouble, "projections": projections(node), "parts": parts}


def lags(node: Node) -> Iterator[tuple[str, str, int]]:
    """(projection, context, facts not taken): as measures."""
    for it in node.readmodel.projections:
        for context, facts in node.projector.lag.items():
            if it.listens(context):
                yield it.name, context, facts


def projections(node: Node) -> dict[str, dict[str, int]]:
    """All take the same streams in the same transaction: what one lacks, all that hear that context lack."""
    behind = dict.fromkeys((it.name for it in node.readmodel.projections), 0)
    for name, _, facts in lags(node):
        behind[name] += facts
    parked, none = left_out(node), {"parked": 0, "left_out": 0}
    return {name: {"lag": facts, **parked.get(name, none)} for name, facts in behind.items()}


def left_out(node: Node) -> dict[str, dict[str, int]]:
    try:
        rows = node.readmodel.connection().execute(PARKED).fetchall()
    except (Preparing, sqlite3.DatabaseError):  # the read model's own line says so
        return {}
    return {row["projection"]: {"parked": row["parked"], "left_out": row["left_out"]} for row in rows}


def projector(node: Node) -> dict[str, Any]:
    """Of a node that only listens to another's projector, nothing is asked."""
    it = node.projector
    trouble = ["following"] if it.trouble else []
    return {"ready": it.alive or not node.projects, "lag": it.lag, "trouble": trouble}


def readmodel(node: Node) -> dict[str, Any]:
    """Its lag is what it could not take: dossiers parked, their facts left out, messages nobody can read."""
    try:
        counted = node.readmodel.connection().execute(COUNTED).fetchone()
    except Preparing:
        return {"ready": False, "lag": {}, "trouble": ["starting"]}
    except sqlite3.DatabaseError as error:
        node.readmodel.broken(error)
        return {"ready": False, "lag": {}, "trouble": ["starting"]}
    return {"ready": True, "lag": dict(counted), "trouble": ["parked"] if any(counted) else []}
