"""Whom a kind of fact says anything to, looked up once a kind."""

from collections.abc import Sequence

from frontend.projecting import Apply, Projection


class Concerned:
    """Among these projections; `topic` is of a kind the catalogue knows."""

    def __init__(self, projections: Sequence[Projection]) -> None:
        self._all = projections
        self._projections: dict[str, tuple[Projection, ...]] = {}
        self._functions: dict[str, tuple[Apply, ...]] = {}

    def projections(self, topic: str) -> tuple[Projection, ...]:
        found = self._projections.get(topic)
        if found is None:
            found = self._projections[topic] = tuple(it for it in self._all if it.hears(topic))
        return found

    def functions(self, topic: str) -> tuple[Apply, ...]:
        """Those of all of them, in order."""
        found = self._functions.get(topic)
        if found is None:
            found = tuple(apply for it in self.projections(topic) for apply in it.applies(topic))
            self._functions[topic] = found
        return found
