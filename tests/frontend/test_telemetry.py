"""Measures and traces: as many series after a thousand requests as before, and no word of anybody in any of it."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
import structlog
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from events.network.identity import PersonalData
from events.network.person import RegisterPerson
from frontend.pages.health.queries import lags, projector, readiness
from services.kernel import telemetry
from services.kernel.measures import Measures
from services.kernel.traces import Traces
from tests.architecture.sources import ROOT
from tests.frontend.house import House
from tests.parts.nats import connected
from tests.people import MARTA

ON_THE_WAY = {"page", "command", "decide", "commit", "publish", "apply"}
REQUESTS = 1_000


@pytest.fixture
def measures(web: House) -> Iterator[Measures]:
    telemetry.measures = found = Measures()
    found.parts["projector"] = lambda: projector(web.node)
    found.lags = lambda: lags(web.node)
    yield found
    telemetry.measures = None


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    telemetry.traces = Traces(provider)
    yield exporter
    telemetry.traces = None


def registering(word: str) -> RegisterPerson:
    person = uuid4()
    data = PersonalData(first_name=word, last_name=word, birth_date="1990-01-01")
    return RegisterPerson(stream=person, dossier=person, identity=data)


def series(measures: Measures) -> int:
    return sum(1 for line in measures.page().splitlines() if not line.startswith(b"#"))


async def asked(web: House, times: int) -> None:
    async with web.browser(MARTA) as client:
        for _ in range(times // 10):
            paths = (f"/convivenze/{uuid4()}/visite", f"/{uuid4().hex}")
            await asyncio.gather(*(client.get(paths[n % 2]) for n in range(10)))


async def test_a_thousand_requests_with_other_ids_make_no_new_series(web: House, measures: Measures) -> None:
    await asked(web, 10)
    await web.caught_up(await web.ask(registering("Anna"), "coordinator", MARTA.id))
    before = series(measures)

    await asked(web, REQUESTS)
    for _ in range(5):
        await web.caught_up(await web.ask(registering("Anna"), "coordinator", MARTA.id))
    for _ in range(50):
        telemetry.commanded(f"c{uuid4()}", f"network.{uuid4()}", str(uuid4()))
        telemetry.requested("/", str(uuid4()), 200, 0.1)

    # What no list knows is one series more, whoever made it up; parts of the house may speak for the first time.
    assert series(measures) <= before + REQUESTS // 5
    again = series(measures)
    for _ in range(REQUESTS):
        telemetry.commanded(f"c{uuid4()}", f"network.{uuid4()}", str(uuid4()))
    assert series(measures) <= again + REQUESTS // 5


async def test_a_command_is_one_trace_and_no_word_of_it_leaves(
    web: House, measures: Measures, spans: InMemorySpanExporter
) -> None:
    word, command = f"canarino{uuid4().hex[:8]}", None
    with structlog.testing.capture_logs() as lines:
        async with web.browser(MARTA) as client:
            await client.get(f"/entra?nome={word}")
        spans.clear()
        with telemetry.span("page", route="/prova", method="POST"):
            command = registering(word)
            await web.caught_up(await web.ask(command, "coordinator", MARTA.id))
        await eventually(lambda: named(spans) >= ON_THE_WAY)

    said = f"{lines} {measures.page().decode()} {[it.to_json() for it in spans.get_finished_spans()]}"
    assert len({it.context.trace_id for it in spans.get_finished_spans()}) == 1
    assert word not in said
    assert str(command.stream) not in said
    assert (
        'casa_commands_total{command="network.RegisterPerson",context="network",outcome="accepted"}' in said
    )


async def test_the_bytes_of_a_fact_do_not_say_which_trace_it_came_of(
    web: House, spans: InMemorySpanExporter
) -> None:
    command = registering("Anna")
    with telemetry.span("page"):
        await web.caught_up(await web.ask(command, "coordinator", MARTA.id))
    client = await connected(web.nats.options("network"))
    try:
        found = await client.jetstream().get_last_msg(
            "CASA_NETWORK", f"casa.events.*.network.{command.dossier}.PersonRegistered"
        )
    finally:
        await client.close()

    assert found.headers[telemetry.TRACE].startswith("00-")
    assert b"traceparent" not in found.data
    assert found.headers[telemetry.TRACE].split("-")[1].encode() not in found.data


async def test_readiness_tells_the_lag_of_each_projection(web: House) -> None:
    told = readiness(web.node)

    assert told["ready"]
    assert set(told["projections"]) == {it.name for it in web.node.readmodel.projections}
    assert all(set(it) == {"lag", "parked", "left_out"} for it in told["projections"].values())


def test_what_is_off_costs_next_to_nothing_and_loads_nothing() -> None:
    assert telemetry.measures is None
    assert telemetry.traces is None
    assert telemetry.carried() is None
    with telemetry.span("page"), telemetry.onward("apply", "00-1-2-01"):
        assert telemetry.here() == ""


def test_a_start_loads_neither_library() -> None:
    heavy = "{'opentelemetry.sdk', 'opentelemetry.exporter', 'prometheus_client'}"
    asked = f"import sys, deploy.house; sys.exit(bool({heavy} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT).returncode == 0


def named(spans: InMemorySpanExporter) -> set[str]:
    return {it.name for it in spans.get_finished_spans()}


async def eventually(holds) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)
