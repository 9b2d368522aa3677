"""What there is to know about the node's parts: counts and kinds, no ids and no words."""

from typing import Any

from frontend.node import Node
from frontend.readmodel import Preparing


def health(node: Node) -> dict[str, Any]:
    """`ready`: pages can be read and commands can leave. Parked dossiers are shown, but others go on."""
    courier = "away" if node.stale_since() else "there"
    parts = {
        "courier": courier,
        "projector": {
            "following": node.projector.alive,
            "lag": node.projector.lag,
            "trouble": node.projector.trouble,
        },
        "readmodel": readmodel(node),
        **node.neighbours(),
    }
    ready = courier == "there" and parts["readmodel"]["ready"] and (node.projector.alive or not node.projects)
    return {
        "ready": ready and all(it.get("ready", True) for it in node.neighbours().values()),
        "parts": parts,
    }


def readmodel(node: Node) -> dict[str, Any]:
    try:
        db = node.readmodel.connection()
    except Preparing:
        return {"ready": False, "building": node.projector.building}
    counted = db.execute(
        "SELECT (SELECT count(*) FROM parked) AS parked, (SELECT coalesce(sum(left_out), 0) FROM parked) AS left_out,"
        " (SELECT count(*) FROM unreadable) AS unreadable"
    ).fetchone()
    return {"ready": True, "building": node.projector.building, **dict(counted)}
