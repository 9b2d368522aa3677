"""The figures of a pack, of a case or of a funding line: from the records alone, and in words."""

from collections.abc import Iterable
from typing import Any

from events.network.figures.adding import line_figures
from services.history.verifica.figures import figures

NAMED = {
    "cohabitations": "convivenze",
    "visits": "visite",
    "minutes": "minuti di accompagnamento",
    "nights": "notti",
    "cost-a": "costi a, euro",
    "cost-b": "costi b, euro",
    "cost-c": "costi c, euro",
    "cost-d": "costi d, euro",
    "cost-e": "costi e, euro",
}


def numbers_of(manifest: dict[str, Any], facts: Iterable[dict[str, Any]]) -> dict[str, int]:
    """As the manifest's kind wants them counted."""
    if manifest.get("kind") == "line":
        return line_numbers(facts, manifest["line"], manifest["since"], manifest["until"])
    return figures(facts)


def line_numbers(facts: Iterable[dict[str, Any]], identity: str, since: str, until: str) -> dict[str, int]:
    """In hundredths of each figure's unit."""
    return line_figures(facts, identity, since, until)


def in_words(manifest: dict[str, Any], numbers: dict[str, int]) -> dict[str, str]:
    """Name → number, as the report and the program say them."""
    if manifest.get("kind") != "line":
        return {name: str(number) for name, number in numbers.items()}
    return {NAMED.get(name, name): hundredths_said(number) for name, number in numbers.items()}


def hundredths_said(number: int) -> str:
    whole, rest = divmod(abs(number), 100)
    return f"{'-' if number < 0 else ''}{whole}{f',{rest:02}' if rest else ''}"
