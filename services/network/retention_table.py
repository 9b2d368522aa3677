"""Which table of retention is in force: data of the body that runs the house, read when the service starts."""

import os
from functools import cache
from pathlib import Path

from events.network.retention import Table

OURS = Path(__file__).with_name("retention.json")


@cache
def table() -> Table:
    """That of ``CASA_RETENTION``, else ours. Raises OSError, pydantic's ValidationError."""
    return Table.model_validate_json(Path(os.environ.get("CASA_RETENTION") or OURS).read_text("utf-8"))
