"""The icons of the installed app, drawn from the same lines as img/icon.svg."""

from functools import cache
from io import BytesIO
from typing import Any

SIZES = (180, 192, 512)
BRICK, PAPER = "#A4472A", "#FAF7F1"
FINER = 4
GRID = 40
LINE = 3


@cache
def icon(size: int, *, whole: bool = False) -> bytes:
    """PNG. ``whole`` has no round corners and its drawing inside the safe circle, for phones that cut icons."""
    from PIL import Image, ImageDraw

    unit = size * FINER / GRID
    picture = Image.new("RGBA", (size * FINER, size * FINER), BRICK if whole else (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    if not whole:
        pen.rounded_rectangle((0, 0, size * FINER - 1, size * FINER - 1), 9 * unit, fill=BRICK)
    house(pen, unit, 0.8 if whole else 1.0)
    small, out = picture.resize((size, size), Image.Resampling.LANCZOS), BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def house(pen: Any, unit: float, scale: float) -> None:
    """A roof over three arches."""

    def at(x: float, y: float) -> tuple[float, float]:
        return tuple(unit * (GRID / 2 + (each - GRID / 2) * scale) for each in (x, y))  # type: ignore[return-value]

    def stroke(*points: tuple[float, float]) -> None:
        pen.line([at(*it) for it in points], fill=PAPER, width=round(LINE * unit * scale), joint="curve")
        for x, y in (at(*points[0]), at(*points[-1])):
            round_ = LINE * unit * scale / 2
            pen.ellipse((x - round_, y - round_, x + round_, y + round_), fill=PAPER)

    stroke((7, 15), (20, 8), (33, 15))
    for left in (8, 16, 24):
        stroke((left, 32), (left, 24))
        stroke((left + 8, 32), (left + 8, 24))
        thick = LINE / 2
        pen.arc(
            (*at(left - thick, 20 - thick), *at(left + 8 + thick, 28 + thick)), 180, 360,
            fill=PAPER, width=round(LINE * unit * scale),
        )  # fmt: skip
