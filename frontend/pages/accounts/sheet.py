"""What is behind a figure, as rows of a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from litestar import Response

from events.network.figures import Counted
from frontend.pages.accounts.counting import Place
from frontend.pages.accounts.queries import Line
from frontend.spreadsheet import table

HEAD = (
    "linea", "voce", "giorno", "caso", "intero", "quota %", "conta", "in ritardo", "corretto", "fatti",
)  # fmt: skip


def download(line: Line, name: str, items: Iterable[Counted], places: Mapping[str, Place]) -> Response[bytes]:
    """``name`` is ours, ASCII."""
    headers = {"content-disposition": f'attachment; filename="{name}.csv"', "cache-control": "no-store"}
    written = table([HEAD, *rows(line, items, places)])
    return Response(written, media_type="text/csv; charset=utf-8", headers=headers)


def rows(line: Line, items: Iterable[Counted], places: Mapping[str, Place]) -> Iterator[tuple[Any, ...]]:
    """``conta`` is what adds up: units with two decimals (minutes, nights, euros…)."""
    for it in items:
        code = places[it.place].code if it.place else ""
        yield (
            line.code, it.figure, it.day, code, whole(it), it.share, hundredths(it.hundredths), int(it.late),
            int(it.corrected), " ".join(it.facts),
        )  # fmt: skip


def whole(it: Counted) -> Decimal | int:
    return hundredths(it.whole) if it.figure.startswith("cost-") else it.whole


def hundredths(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)
