"""What happened in Lucca, chapter by chapter; each chapter is a list of lines with a moment."""

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story import (
    accompaniment,
    field,
    funding,
    glass,
    homes,
    intake,
    life_project,
    listening,
    matching,
    network,
    own_days,
    pacts,
    second_call,
    stays,
    talking,
)

CHAPTERS = (
    network,
    homes,
    intake,
    matching,
    pacts,
    accompaniment,
    field,
    glass,
    second_call,
    funding,
    stays,
    life_project,
    talking,
    own_days,
    listening,
)


def lines(calendar: Calendar) -> list[Line]:
    """All that is known beforehand, in the order of its moments; daily life is made up as it goes."""
    told = [line for chapter in CHAPTERS for line in chapter.lines(calendar)]
    return sorted(
        (line for line in told if line.entered.date() <= calendar.today), key=lambda line: line.entered
    )
