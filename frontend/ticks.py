"""Where a page stands among the changes, said as a moment: a count would tell how much goes on in the house."""

from bisect import bisect_right
from time import time_ns

MOST = 8192


class Ticks:
    """Remembers when each count of this node was first seen."""

    def __init__(self) -> None:
        self._moments: list[int] = []
        self._counts: list[int] = []
        self._last = 0

    def mark(self, count: int) -> int:
        """The moment at which the changes numbered ``count``, in microseconds; always later than the last."""
        moment = self._last = max(time_ns() // 1000, self._last + 1)
        if not self._counts or self._counts[-1] != count:
            self._moments.append(moment)
            self._counts.append(count)
            del self._moments[:-MOST], self._counts[:-MOST]
        return moment

    def count(self, moment: int) -> int:
        """How many changes there were then; 0, so all may be new, where this node cannot tell."""
        place = bisect_right(self._moments, moment)
        return self._counts[place - 1] if place else 0
