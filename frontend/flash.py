"""What just happened, said once: after a redirect through `?fatto=`, after an htmx post in the same answer."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from litestar import Request

from frontend.i18n import gettext

# Only sentences of ours come back from a URL: it carries their mark, never their words.
SAID: dict[str, str] = {}
WAITING = "attesa"


def mark(sentence: str) -> str:
    it = sha256(sentence.encode()).hexdigest()[:8]
    SAID[it] = sentence
    return it


def onto(back: str, sentence: str, fresh: bool) -> str:
    """The address to go on to, with the mark of what to say there."""
    query = {"fatto": mark(sentence)} | ({} if fresh else {WAITING: "1"})
    address, sharp, fragment = back.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}{sharp}{fragment}"


def say(request: Request[Any, Any, Any], sentence: str, fresh: bool, undo: dict[str, Any] | None) -> None:
    request.state.flash = told(sentence, fresh) | {"undo": undo}


def of(request: Request[Any, Any, Any]) -> dict[str, Any] | None:
    said: dict[str, Any] | None = request.state.get("flash")
    if said is None and (it := request.query_params.get("fatto")):
        return told(SAID.get(it, ""), WAITING not in request.query_params)
    return said


def told(sentence: str, fresh: bool) -> dict[str, Any]:
    words = gettext(sentence) if sentence else gettext("Fatto.")
    if fresh:
        return {"text": words, "undo": None, "tone": "ok"}
    note = gettext("È registrato, la pagina si aggiorna tra poco: in elaborazione.")
    return {"text": f"{words} {note}", "undo": None, "tone": "info"}
