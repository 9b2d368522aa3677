"""The walk changes the house it walks in."""

from tests.system.conftest import lived_in

__all__ = ["lived_in"]
