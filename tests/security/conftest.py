"""The small house of the web tests."""

from tests.frontend.conftest import web

__all__ = ["web"]
