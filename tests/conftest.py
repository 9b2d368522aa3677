"""The parts every test may ask for."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.system.staged import FOLDER

# A machine that does much else is no reason for a test to fail; what is too slow, the bench says.
settings.register_profile(
    "house", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

pytest_plugins = [
    "tests.parts.nats",
    "tests.parts.postgres",
    "tests.parts.cluster",
    "tests.parts.browser",
    "tests.parts.demo",
]


@pytest.fixture(scope="session", autouse=True)
def staged_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All processes of one run copy the same played demo."""
    own = tmp_path_factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    os.environ[FOLDER] = str(run / "staged")
