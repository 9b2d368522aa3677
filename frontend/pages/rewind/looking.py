"""Whose eyes, which pages they had on that day, and one of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from frontend.asked import Asked
from frontend.moments import local_day
from frontend.pages.file.queries import Case
from frontend.pages.rewind.asked import Wanted
from frontend.pages.rewind.cut import Cut
from frontend.pages.rewind.lens import Lens, labels, lenses, reader_then
from frontend.pages.rewind.opening import Place, offered, openable, opened
from frontend.pages.rewind.projected import Projected
from frontend.pages.rewind.sheets import Sheet, sheet
from frontend.reader import Reader


@dataclass(frozen=True)
class Scene:
    """``reader`` is the real one, ``made`` the tables of the moment ``cut`` names."""

    request: Asked
    reader: Reader
    case: Case
    asked: Wanted
    cut: Cut
    made: Projected

    @property
    def day(self) -> date:
        """The legal day whose rights and pages are shown."""
        if isinstance(self.asked.where, datetime):
            return min(local_day(self.asked.where), self.reader.day)
        if self.asked.where is None or self.cut.last is None:
            return self.reader.day
        return local_day(self.cut.last)

    def then(self, lens: Lens) -> Reader:
        at = self.cut.moment or datetime.now(UTC)
        return reader_then(self.reader, lens, self.made.db, self.day, at)


async def looked(scene: Scene) -> dict[str, Any]:
    known = lenses(scene.made.db, scene.case.id, scene.day)
    lens = chosen(known, scene.asked.lens)
    seen = (
        await through(scene, lens) if lens else {"sheets": (), "sheet": None, "allowed": False, "html": None}
    )
    return {"lenses": known, "labels": dict(labels()), "lens": lens, **seen}


def chosen(known: tuple[Lens, ...], key: str) -> Lens | None:
    """The one asked for; else the first of the role asked for, or of any when none was."""
    role = key.partition("-")[0]
    exact = next((it for it in known if it.key == key), None)
    return exact or next((it for it in known if not role or it.role == role), None)


async def through(scene: Scene, lens: Lens) -> dict[str, Any]:
    then = scene.then(lens)
    had = offered(then, scene.case.id)
    page = page_of(had, scene.asked)
    allowed = page is not None and openable(page, then, scene.reader, scene.case.id)
    html = await made(scene, then, lens, page) if page and allowed else None
    return {"sheets": had, "sheet": page, "allowed": allowed, "html": html}


def page_of(had: tuple[Sheet, ...], asked: Wanted) -> Sheet | None:
    """A page they did not have is answered by the first they had; one visit stands behind the list of them."""
    found = sheet(asked.page)
    if found and (found in had or (asked.visit and any(it.key == "visite" for it in had))):
        return found
    return had[0] if had else None


async def made(scene: Scene, then: Reader, lens: Lens, page: Sheet) -> Any:
    asked = scene.asked
    kept = {"fino": asked.until, "vista": asked.axis.value, "lente": lens.key}
    place = Place(scene.case.id, asked.visit if page.key == "visita" else None)
    return await opened(scene.request, then, page, place, {key: it for key, it in kept.items() if it})
