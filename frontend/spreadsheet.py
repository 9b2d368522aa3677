"""Tables for a spreadsheet (CSV, RFC 4180): a cell of text is never taken for a formula, a number stays a number."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from unicodedata import normalize

from litestar import Response

Cell = str | int | Decimal | None
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
BOM = "\ufeff"


def text_cell(words: str) -> str:
    """Words as they are, or behind an apostrophe where a spreadsheet would calculate them.

    Full-width signs count as their plain ones (U+FF1D is an equals sign to some), and so does what follows blanks
    or invisible marks.
    """
    begins = normalize("NFKC", words).lstrip(" \u00a0\u200b\u200c\u200d\u2060\ufeff")
    return f"'{words}" if begins.startswith(STARTS) or words.startswith(STARTS) else words


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([text_cell(each) for each in head])
    writer.writerows([[plain(cell) for cell in row] for row in rows])
    return out.getvalue()


def plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return text_cell(cell)
    return "" if cell is None else str(cell)


def download(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response[bytes]:
    """``name`` is ours, ASCII. The mark in front tells a spreadsheet that it is UTF-8."""
    headers = {"content-disposition": f'attachment; filename="{name}.csv"', "cache-control": "no-store"}
    return Response((BOM + table(head, rows)).encode(), media_type="text/csv; charset=utf-8", headers=headers)
