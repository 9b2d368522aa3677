"""Our own line pictograms, and the photos of the real home an organisation may put in their place."""

import re
from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup

DRAWN = Path(__file__).parent / "static" / "img" / "pictograms"
PHOTO = re.compile(r"[a-z-]{1,40}\.(jpg|jpeg|png|webp)")
INNER = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class Photos:
    """A folder of pictures named like the pictograms: ``kitchen.jpg`` is shown wherever ``kitchen`` would be."""

    folder: Path | None = None

    @classmethod
    def of(cls, name: str) -> str | None:
        return photos(cls.folder).get(name) if cls.folder else None

    @classmethod
    def file(cls, name: str) -> Path | None:
        """Only what lies in the folder itself and is named as it should be."""
        known = cls.folder is not None and PHOTO.fullmatch(name) and name in photos(cls.folder).values()
        return cls.folder / name if cls.folder and known else None


@lru_cache(maxsize=4)
def photos(folder: Path) -> dict[str, str]:
    """Pictogram → file name, as the folder was when the house started."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return {it.stem: it.name for it in found if PHOTO.fullmatch(it.name)}


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted(it.stem for it in DRAWN.glob("*.svg")))


@cache
def lines(name: str) -> Markup:
    """What is inside the drawing. Raises KeyError for one nobody drew."""
    if name not in names():
        raise KeyError(name)
    found = INNER.search((DRAWN / f"{name}.svg").read_text("utf-8"))
    assert found
    return Markup(found[1])


def picture(name: str) -> Markup:
    """The photo if there is one, else the drawing; both say nothing: the words stand beside."""
    if photo := Photos.of(name):
        return Markup('<img class="pict-photo" src="/figure/{}" alt="" width="96" height="96">').format(photo)
    return Markup('<svg viewBox="0 0 96 96" aria-hidden="true" class="pict-lines">{}</svg>').format(
        lines(name)
    )
