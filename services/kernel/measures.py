"""Measures for Prometheus. Every label comes from a list that is known before anybody does anything."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily as Now
from prometheus_client.registry import Collector

from events.access import COMMANDS
from services.kernel.courier import CONTEXTS
from services.kernel.health import told

OTHER = "other"
OUTCOMES = ("accepted", "refused", "unavailable")
METHODS = ("GET", "HEAD", "POST", "PUT")
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
TOGETHER = (1, 2, 4, 8, 16, 32, 64, 128, 256)


def one_of(known: Iterable[str], said: str) -> str:
    return said if said in known else OTHER


class Measures(Collector):
    """The series of one process; ``parts`` and ``lags`` are asked when somebody looks."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.parts: dict[str, Callable[[], Mapping[str, Any]]] = {}
        self.lags: Callable[[], Iterable[tuple[str, str, int]]] = tuple
        self.disk: Path | None = None
        r = self.registry
        self.commands = Counter(
            "casa_commands", "Commands answered", ("context", "command", "outcome"), registry=r
        )
        self.deciding = Histogram(
            "casa_decide_seconds", "A batch decided", ("context",), buckets=SECONDS, registry=r
        )
        self.committing = Histogram(
            "casa_commit_seconds", "A batch kept", ("context",), buckets=SECONDS, registry=r
        )
        self.together = Histogram(
            "casa_batch_commands", "Commands of a batch", ("context",), buckets=TOGETHER, registry=r
        )
        self.requests = Counter(
            "casa_http_requests", "Pages asked for", ("route", "method", "status"), registry=r
        )
        self.seconds = Histogram(
            "casa_http_seconds", "Until an answer begins", ("method",), buckets=SECONDS, registry=r
        )
        self.reads = Counter("casa_reads_recorded", "Openings of sealed values written down", registry=r)
        self.witness = Counter("casa_witness_refused", "Heads a witness did not sign", registry=r)
        self.up = Gauge("casa_up", "1 while this process lives", registry=r)
        self.up.set(1)
        r.register(self)

    def commanded(self, context: str, command: str, outcome: str) -> None:
        known = one_of(CONTEXTS, context), one_of(COMMANDS, command), one_of(OUTCOMES, outcome)
        self.commands.labels(*known).inc()

    def committed(self, context: str, commands: int, deciding: float, committing: float) -> None:
        self.deciding.labels(context).observe(deciding)
        self.committing.labels(context).observe(committing)
        self.together.labels(context).observe(commands)

    def requested(self, route: str, method: str, status: int, seconds: float) -> None:
        """``route`` is the template; whatever has none is one series."""
        method = one_of(METHODS, method)
        self.requests.labels(route, method, f"{status // 100}xx").inc()
        self.seconds.labels(method).observe(seconds)

    def describe(self) -> Iterable[Now]:
        return ()

    def collect(self) -> Iterator[Now]:
        ready = Now("casa_ready", "1 while a part is well", labels=("part",))
        lag = Now("casa_lag", "Facts not taken yet", labels=("part", "of"))
        trouble = Now("casa_trouble", "1 for each kind of trouble a part has", labels=("part", "kind"))
        gauge = Now("casa_gauge", "Queues, leases and what is parked", labels=("part", "of"))
        for name, health in list(self.parts.items()):
            state = health()
            part = told(state)
            ready.add_metric((name,), int(part["ready"]))
            for of, facts in part["lag"].items():
                lag.add_metric((name, of), facts)
            for kind in part["trouble"]:
                trouble.add_metric((name, kind), 1)
            for of, value in state.get("measures", {}).items():
                gauge.add_metric((name, of), value)
        yield from (ready, lag, trouble, gauge, self.projections(), *self.room())

    def projections(self) -> Now:
        behind = Now(
            "casa_projection_lag", "Facts a projection has not taken", labels=("projection", "context")
        )
        for projection, context, facts in self.lags():
            behind.add_metric((projection, context), facts)
        return behind

    def room(self) -> Iterator[Now]:
        if self.disk is not None and self.disk.exists():
            disk = shutil.disk_usage(self.disk)
            yield Now("casa_disk_used_ratio", "Of the disk of the data", value=1 - disk.free / disk.total)

    def page(self) -> bytes:
        return generate_latest(self.registry)
