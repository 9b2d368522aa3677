"""A collector of traces for tests: hears OTLP over HTTP, keeps what came, by trace."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass
class Collector:
    url: str
    traces: dict[bytes, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    heard: bytearray = field(default_factory=bytearray)

    def take(self, body: bytes) -> None:
        """Each span as (process, name) under its trace."""
        self.heard += body
        for said in ExportTraceServiceRequest.FromString(body).resource_spans:
            process = next(
                it.value.string_value for it in said.resource.attributes if it.key == "service.name"
            )
            for scope in said.scope_spans:
                for span in scope.spans:
                    self.traces[span.trace_id].add((process, span.name))


@contextmanager
def collecting() -> Iterator[Collector]:
    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.take(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    collector = Collector(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield collector
    server.shutdown()
