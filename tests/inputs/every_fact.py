"""One of each fact there is, as it would arrive about dossiers nobody ever heard of."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from events.envelope import Recorded
from events.message import FACTS, Fact, published
from services.kernel.arrival import Arrival
from tests.frontend.records import arrivals, record
from tests.golden.write import FOLDERS, place


def every_arrival() -> Iterator[Arrival]:
    (folder,) = [it for it in FOLDERS if it.name == "facts"]
    for n, (_, cls) in enumerate(sorted(published(FACTS).items()), 1):
        each = about_nobody(cls, folder)
        (arrival,) = arrivals([each], first=n)
        yield replace(arrival, context=each.context)


def about_nobody(cls: type[Fact], folder: Path) -> Recorded:
    body = json.loads(place(folder, cls).read_text())
    more = {"topic": cls.TOPIC, "version": cls.VERSION, "fact": body}
    return record(f"nobody's {cls.TOPIC}", 1).model_copy(update=more)
