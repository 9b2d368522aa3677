"""Making a page of then: who may look at it today, and what of it is left when it leaves."""

import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request
from litestar.exceptions import HTTPException
from markupsafe import Markup

from events.access import READERS, VISIBILITY
from events.category import Category
from frontend.asked import Asked
from frontend.pages.rewind.inert import inert
from frontend.pages.rewind.sheets import SHEETS, Asking, Sheet, asked_for, leading
from frontend.reader import Reader
from frontend.scope.queries import dossier_of

EVERY_FACT = "file.read"
MAIN = '<main id="main" tabindex="-1">'
# That a page is a copy kept by a phone is told of the page of today around this one.
COPY = re.compile(r'<p class="copy".*?</p>', re.DOTALL)


@dataclass(frozen=True)
class Place:
    """What a page is of: the case, or one visit of it."""

    case: UUID
    visit: UUID | None = None


def offered(then: Reader, case: UUID) -> tuple[Sheet, ...]:
    """Pages this reader had then of this case; one visit is opened from where it is named."""
    return tuple(it for it in SHEETS if "{visit}" not in it.path and then.may(it.can, case))


def openable(it: Sheet, then: Reader, today: Reader, case: UUID) -> bool:
    """Whether the real reader may see a page like this today: as one of its readers, or as who reads every fact."""
    if today.may(EVERY_FACT, case):
        return it.shows is None or in_person(today, it.shows)
    return today.may(it.can, case) and (not it.personal or today.person == then.person)


def in_person(today: Reader, category: Category) -> bool:
    """Whether their role is told of this person by person, if under pseudonyms, and not only in sums."""
    return today.role in READERS and VISIBILITY[category][READERS.index(today.role)] not in "a-"


async def opened(
    request: Asked, then: Reader, it: Sheet, place: Place, kept: dict[str, str]
) -> Markup | None:
    """The page's own block, inert; None where there was no such page then. ``kept``: position and lens, for links."""
    if place.visit and (then.db is None or dossier_of(then.db, place.visit) != place.case):
        return None
    asking = Asking(inner(request, it.path.format(**asdict(place))), then, place.case, place.visit)
    try:
        response = await it.make(asking)
    except HTTPException:
        return None
    return Markup(inert(main_part(response.content), lambda address: rewound(place.case, address, kept)))


def main_part(html: str) -> str:
    """What stands between header and footer, which are of today."""
    _, _, rest = html.partition(MAIN)
    return COPY.sub("", rest.partition("</main>")[0], count=1)


def inner(request: Asked, path: str) -> Asked:
    """The same request, as that page would have got it."""
    known: dict[str, Any] = own(request.scope)
    known["state"] = own(request.scope["state"])
    headers = [it for it in request.scope["headers"] if not it[0].startswith(b"hx-")]
    query = asked_for(dict(request.query_params))
    scope: Any = {**known, "path": path, "raw_path": path.encode(), "query_string": query, "headers": headers}
    return Request(scope)


def own(scope: Any) -> dict[str, Any]:
    """Without what Litestar has read of the outer address, and without what is to be said once."""
    return {key: it for key, it in scope.items() if not key.startswith("_") and key != "flash"}


def rewound(case: UUID, address: str, kept: dict[str, str]) -> str | None:
    wanted = leading(case, address) if address.startswith("/") else None
    if wanted is None:
        return address if address.startswith("#") else None
    _, sharp, fragment = address.partition("#")
    return f"/riavvolgi/{case}?{urlencode({**wanted, **kept})}{sharp}{fragment}"
