"""A page as it was made for one session, cut where it is made anew each time, and all it was made of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from frontend.again.premises import Premises
from frontend.again.seams import Seams
from frontend.ids import fresh
from frontend.looks.opening import Opening
from frontend.session import Session

TOKEN, NOW, SINCE, ID = "token", "now", "since", "id"
LENGTHS = (b"content-length", b"content-encoding", b"content-type")
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Draft:
    """Left by whoever showed a page: its words, what each word made anew stands for, and who is shown what.

    ``changes`` is where it stands among the changes; ``mark`` its ETag where a phone may keep it, else empty;
    ``copied`` that it was fetched to be kept. Of a copy that is still good there are no words, and none is shown.
    """

    text: str
    anew: dict[str, str]
    opening: Opening | None
    premises: Premises
    session: Session
    changes: int
    mark: str
    copied: bool


@dataclass
class Rendition:
    """``headers`` as they went out, without the length; ``path`` is a pattern, for the log."""

    draft: Draft
    cookie: str
    headers: Headers
    packed: bool
    path: str

    @cached_property
    def pieces(self) -> list[bytes]:
        """Words and, at every second place, what is made anew."""
        cut = "|".join(re.escape(it) for it in sorted(self.draft.anew, key=len, reverse=True))
        return [it.encode() for it in re.split(f"({cut})", self.draft.text)]

    @cached_property
    def seams(self) -> Seams:
        return Seams(self.pieces)

    @classmethod
    def made(cls, draft: Draft, scope: Any, start: Any) -> "Rendition | None":
        """None of an answer that gives the browser something to keep."""
        headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        names = [name for name, _ in headers]
        if b"set-cookie" in names or start["status"] not in (200, 304):
            return None
        packed, path = b"content-encoding" in names, scope.get("path_template") or "unknown"
        return cls(draft, scope["state"]["cookie"], headers, packed, path)

    def copy_of(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Whether the browser says that it has this very page."""
        mark = self.draft.mark.encode()
        return self.draft.copied and bool(mark) and (b"if-none-match", mark) in headers

    @cached_property
    def unchanged(self) -> Headers:
        """Of an answer without a body."""
        return [it for it in self.headers if it[0] not in LENGTHS]

    def body(self, token: str, now: str, since: str) -> bytes:
        """With a new id for each that was handed out before; packed where the browser takes it so."""
        told = {TOKEN: token, NOW: now, SINCE: since}
        anew = {
            it.encode(): (told.get(what) or str(fresh())).encode() for it, what in self.draft.anew.items()
        }
        parts = [anew[it] if n % 2 else it for n, it in enumerate(self.pieces)]
        return self.seams.sewn(parts) if self.packed else b"".join(parts)

    def has_words(self) -> bool:
        """Whether they are here, and may still be said."""
        return bool(self.draft.text) and self.draft.premises.words_hold()

    def forget_words(self) -> None:
        """They are ours no longer than their keys; whether a copy still says the same is known all the same."""
        self.pieces = []
        self.seams = Seams(())
        self.draft = replace(self.draft, text="")


def cut_at(ids: Iterable[str], token: str, now: str, since: str) -> dict[str, str]:
    """Each text made anew, and what it stands for."""
    return {**dict.fromkeys(ids, ID), token: TOKEN, now: NOW, since: SINCE}
