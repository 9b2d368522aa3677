"""The parts every test may ask for."""

pytest_plugins = ["tests.parts.nats", "tests.parts.postgres", "tests.parts.browser", "tests.parts.demo"]
