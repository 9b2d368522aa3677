"""Tables for a spreadsheet program: no cell somebody wrote is ever run as a formula."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

# The last ones are the full-width forms some programs read as the plain ones.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"


def cell(value: Any) -> Any:
    """Texts that begin like a formula get an apostrophe in front (OWASP, CSV injection); numbers stay numbers."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0\u200b").startswith(BEGINS_A_FORMULA) else text


def table(rows: Iterable[Iterable[Any]]) -> bytes:
    """RFC 4180, UTF-8 with a byte order mark: without it accents are lost in the programs offices use."""
    written = io.StringIO()
    csv.writer(written).writerows([cell(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()
