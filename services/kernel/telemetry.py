"""What is counted and traced on the way of a command; nothing at all until a process is told where it goes.

Names and labels are route templates, contexts, names of commands and kinds: never an id, a name or a word of anybody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from services.kernel.measures import Measures
    from services.kernel.traces import Traces

OFF: AbstractContextManager[None] = nullcontext()
TRACE = "traceparent"
UNREAD = "unread"
"""Of what name a command is that nobody could read."""
Headers = Mapping[str, Any]
Health = Callable[[], Mapping[str, Any]]


class Traced(Protocol):
    trace: str


measures: "Measures | None" = None
traces: "Traces | None" = None


def measure() -> "Measures":
    """From now on this process counts. Its library is loaded only here."""
    global measures
    from services.kernel.measures import Measures

    measures = measures or Measures()
    return measures


def trace(process: str) -> None:
    """From now on this process traces, to where the standard OTEL_* variables say."""
    global traces
    from services.kernel.traces import Traces, exporting

    traces = traces or Traces(exporting(process))


def on() -> bool:
    return measures is not None or traces is not None


def span(name: str, within: str = "", **kinds: str) -> AbstractContextManager[None]:
    """A stretch of the way; ``within`` is the ``traceparent`` it belongs to, where that came from elsewhere."""
    return traces.span(name, within, kinds) if traces else OFF


def onward(name: str, within: str, **kinds: str) -> AbstractContextManager[None]:
    """The same, of a way that began elsewhere: nothing where no trace came along."""
    return traces.span(name, within, kinds) if traces and within else OFF


def here() -> str:
    """The ``traceparent`` of this stretch; empty when there is none."""
    return traces.here() if traces else ""


def carried() -> dict[str, str] | None:
    """The headers a message takes along."""
    found = here()
    return {TRACE: found} if found else None


def heard(headers: Headers | None) -> str:
    """The ``traceparent`` a message brought along."""
    return str(headers.get(TRACE, "")) if traces and headers else ""


def heard_of(fields: Mapping[bytes, bytes]) -> str:
    """The same, of headers as they came."""
    return fields.get(TRACE.encode(), b"").decode("ascii", "replace") if traces else ""


def keep(context: str, position: int, within: str) -> None:
    """Remembers for a while which command a fact came of: its bytes must not say."""
    if traces and within:
        traces.keep(context, position, within)


def applied(within: str) -> None:
    """What the read model shows now came of this."""
    if traces and within:
        traces.shown = within


def shown() -> str:
    return traces.shown if traces else ""


def kept(context: str, position: int) -> str:
    return traces.kept(context, position) if traces else ""


def commanded(context: str, command: str, outcome: str) -> None:
    if measures:
        measures.commanded(context, command, outcome)


def saved(context: str, jobs: Sequence[Traced], began: float, decided: float) -> None:
    """One batch, in moments of ``perf_counter``; now it is committed."""
    if measures or traces:
        now = perf_counter()
        if measures:
            measures.committed(context, len(jobs), decided - began, now - decided)
        if traces:
            for within in {job.trace for job in jobs if job.trace}:
                traces.past("decide", within, now - began, now - decided, context)
                traces.past("commit", within, now - decided, 0.0, context)


def requested(route: str, method: str, status: int, seconds: float) -> None:
    if measures:
        measures.requested(route, method, status, seconds)


def recorded(reads: int) -> None:
    if measures:
        measures.reads.inc(reads)


def refused() -> None:
    """A witness did not sign."""
    if measures:
        measures.witness.inc()


def watch(name: str, health: Health) -> None:
    """A part of this process whose health is told as measures, too."""
    if measures:
        measures.parts[name] = health


def projecting(lags: Callable[[], Iterable[tuple[str, str, int]]]) -> None:
    """(projection, context, facts it has not taken), asked for at every look."""
    if measures:
        measures.lags = lags
