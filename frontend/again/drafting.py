"""Leaves what the node may remember of a page just made, for whoever asks the very same once more."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response

from frontend.again.making import MAKING
from frontend.again.premises import premises
from frontend.again.rendition import Draft, cut_at
from frontend.door import Lens
from frontend.looks.opening import Opening
from frontend.mailbox.keeping import AGAIN, copying
from frontend.node import node_of
from frontend.reader import Reader
from frontend.rights import told_of_changes


def leave_draft(
    request: Request[Any, Any, Any],
    reader: Reader,
    lens: Lens,
    known: Mapping[str, Any],
    response: Response[str],
    opening: Opening | None,
) -> None:
    """Nothing of a page of one moment, of a block, of what was not recorded; nothing for who is told of no change.

    For them how soon the answer comes would be a trace of what happened where nothing is shown.
    """
    making, state = MAKING.get(), request.scope["state"]
    still_good = response.status_code == 304
    if making is None or not (opening or still_good) or not state.get(AGAIN) or not told_of_changes(reader):
        return
    if making.only_now or request.headers.get("hx-request") or known["flash"] or not known["since"]:
        return
    found = premises(node_of(request), reader, lens, making.version)
    if found and response.status_code in (200, 304):
        anew = cut_at(making.ids, known["csrf_token"], known["now"].isoformat(), str(known["since"]))
        mark = response.headers.get("etag", "")
        changes = node_of(request).ticks.count(known["since"])
        making.draft = Draft(
            response.content, anew, opening, found, state["session"], changes, mark, copying(request)
        )
