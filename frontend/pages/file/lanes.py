"""Facts side by side: a row for each day, a lane for each part of the work."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from frontend.i18n import gettext
from frontend.moments import local_day
from frontend.pages.file.telling import Entry

LANES = {"domanda": 1, "abbinamento": 1, "conti": 1, "altro": 1, "patto": 2, "accompagnamento": 3, "turni": 4}


def lanes() -> tuple[str, ...]:
    """What stands over each, from the first."""
    return (
        gettext("Casa, domanda e conti"), gettext("Convivenza e patto"), gettext("Accompagnamento"),
        gettext("Turni"),
    )  # fmt: skip


def by_day(entries: Iterable[Entry]) -> list[tuple[date, list[tuple[int, Entry]]]]:
    """Days on which they were recorded, each with its entries and their lanes, in the order of the file."""
    grouped = groupby(entries, key=lambda it: local_day(it.recorded))
    return [(day, [(LANES.get(it.kind, 1), it) for it in some]) for day, some in grouped]
