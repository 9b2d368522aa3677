"""Which drills only `make drills` runs: the suite has a slice of each kind, and no time for all."""

import os

import pytest

TABLE = "CASA_DRILLS"
"""Names the file that the figures go to; set, drills take the time the issue asks for."""

LONG = pytest.mark.skipif(TABLE not in os.environ, reason="make drills runs it")
