"""The style page, served alone on a free port."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from frontend.pages.stile.serving import app


@pytest.fixture(scope="session")
def style_url() -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/stile"
    server.should_exit = True
    thread.join()
