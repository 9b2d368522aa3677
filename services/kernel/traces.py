"""Traces by OpenTelemetry: one from the form to the page, in each process its stretch of it."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from time import time_ns

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from services.kernel.telemetry import TRACE

KEPT = 10_000
W3C = TraceContextTextMapPropagator()


def exporting(process: str) -> TracerProvider:
    """To an OTLP/HTTP collector, in batches, from a thread of its own."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    made = TracerProvider(resource=Resource.create({"service.name": f"casa-{process}"}))
    made.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return made


class Traces:
    """No span of ours has an id, a name or a word of anybody: names are fixed, ``kinds`` are short known words.

    An exception is told by its kind alone: its text may quote what somebody wrote.
    """

    def __init__(self, provider: TracerProvider) -> None:
        self.provider = provider
        self._tracer = provider.get_tracer("casa")
        self._kept: OrderedDict[tuple[str, int], str] = OrderedDict()
        self._lock = Lock()
        self.shown = ""

    @contextmanager
    def span(self, name: str, within: str, kinds: Mapping[str, str]) -> Iterator[None]:
        parent = W3C.extract({TRACE: within}) if within else None
        with self._tracer.start_as_current_span(
            name, parent, attributes=dict(kinds), record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                raise

    def past(self, name: str, within: str, began: float, ended: float, context: str) -> None:
        """A stretch that began and ended so many seconds ago, in a thread that has no trace of its own."""
        now = time_ns()
        parent = W3C.extract({TRACE: within})
        start = now - int(began * 1e9)
        self._tracer.start_span(name, parent, attributes={"context": context}, start_time=start).end(
            now - int(ended * 1e9)
        )

    def here(self) -> str:
        carrier: dict[str, str] = {}
        W3C.inject(carrier)
        return carrier.get(TRACE, "")

    def id(self) -> str:
        """The trace this line of the log belongs to; empty outside of any."""
        context = trace.get_current_span().get_span_context()
        return f"{context.trace_id:032x}" if context.is_valid else ""

    def keep(self, context: str, position: int, within: str) -> None:
        with self._lock:
            self._kept[context, position] = within
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def kept(self, context: str, position: int) -> str:
        with self._lock:
            return self._kept.get((context, position), "")
