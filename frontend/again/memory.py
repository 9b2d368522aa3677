"""The pages this node remembers: few, small, each for the one session and the very request it was made for."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from frontend.again.rendition import Rendition

MOST = 256
LONGEST = 128 * 1024
SWEEP = 10.0
# Whatever else differs in two requests makes them two; these only say what the browser has already.
BESIDE = (b"if-none-match", b"traceparent", b"tracestate")
Key = tuple[str, str, bytes, tuple[tuple[bytes, bytes], ...]]


def key(scope: Mapping[str, Any]) -> Key | None:
    """Of a request that may be asked again, with the cookie in it; None for any other."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    headers = tuple([(name, value) for name, value in scope["headers"] if name not in BESIDE])
    return scope["scheme"], scope["path"], scope["query_string"], headers


class Memory:
    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Rendition] = OrderedDict()
        self._sweeping = False

    def find(self, key: Key) -> Rendition | None:
        return self._kept.get(key)

    def keep(self, key: Key, it: Rendition) -> None:
        if len(it.draft.text) > LONGEST:
            return
        self._kept[key] = it
        self._kept.move_to_end(key)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        if not self._sweeping:
            self._later()

    def _later(self) -> None:
        self._sweeping = True
        asyncio.get_running_loop().call_later(SWEEP, self._sweep)

    def _sweep(self) -> None:
        """Words stay no longer than the keys they were opened with."""
        self._sweeping = False
        for it in self._kept.values():
            if not it.draft.premises.words_hold():
                it.forget_words()
        if self._kept:
            self._later()

    def drop(self, key: Key) -> None:
        self._kept.pop(key, None)
