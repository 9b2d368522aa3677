import re

import pytest

from frontend.assets import STATIC

TOKENS = re.findall(
    r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", (STATIC / "css/base/1-tokens.css").read_text()
)
TONES = ("ok", "wait", "bad", "info")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-2", "primary") for ground in ("paper", "sheet", "sunk")],
    *[("brick", ground) for ground in ("paper", "sheet", "brick-soft")],
    *[(tone, ground) for tone in TONES for ground in (f"{tone}-soft", "paper", "sheet")],
    *[("ink", f"{tone}-soft") for tone in (*TONES, "primary")],
    ("on-primary", "primary"), ("on-primary", "primary-deep"), ("primary-deep", "primary-soft"),
    ("primary", "primary-soft"), ("paper", "ink"), ("paper", "brick"), ("on-free", "free"),
]  # fmt: skip
EDGES = [("edge", "paper"), ("edge", "sheet"), ("brick", "sheet"), ("free", "ink")]
SCHEMES = {
    "light": {name: light for name, light, _ in TOKENS},
    "dark": {name: dark for name, _, dark in TOKENS},
}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    colours = SCHEMES[scheme]

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_most_text_is_far_above_the_limit(scheme: str) -> None:
    colours = SCHEMES[scheme]
    ratios = [contrast(colours[ink], colours[ground]) for ink, ground in TEXT]

    assert sum(ratio >= 6 for ratio in ratios) / len(ratios) >= 0.85


@pytest.mark.parametrize("edge", EDGES)
def test_the_edge_of_a_control_can_be_seen(edge: tuple[str, str]) -> None:
    assert contrast(SCHEMES["light"][edge[0]], SCHEMES["light"][edge[1]]) >= 3
