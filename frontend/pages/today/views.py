"""/oggi: the day in one look."""

from typing import Any

from litestar import Response, get

from events.accompaniment.visit import Kind
from frontend.asked import AReader, Asked, Db
from frontend.forms import blank
from frontend.i18n import gettext, ngettext
from frontend.pages.powers.queries import checkable
from frontend.pages.today.queries import Day, day_of
from frontend.pages.visit.choices import options
from frontend.pages.visit.forms import Start
from frontend.sentences import called
from frontend.showing import show


@get("/oggi", opt={"can": "today.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    found = day_of(db, reader.person, reader.assigned, reader.day)
    everyone = (*found.today, *found.tomorrow, *found.unfinished)
    context = {
        "it": found,
        "title": title(len([it for it in found.today if it.visit.state != "done"])),
        "rest": rest(found),
        "together": {it.visit.id: called(*it.visit.people) for it in everyone},
        "by": {it.visit.id: called(it.visit.operator) for it in everyone},
        "kinds": dict(options("kind", Kind)),
        "starting": blank(Start),
        "to_check": checkable(db, reader),
    }
    return await show(request, reader, "pages/today/today.html", context, "today")


def title(visits: int) -> str:
    if not visits:
        return gettext("Oggi non hai altre visite")
    return ngettext("Oggi hai %(num)s visita", "Oggi hai %(num)s visite", visits) % {"num": in_words(visits)}


def in_words(count: int) -> str:
    """Small numbers read as words; feminine, as visits are."""
    few = (
        gettext("una"), gettext("due"), gettext("tre"), gettext("quattro"), gettext("cinque"), gettext("sei"),
    )  # fmt: skip
    return few[count - 1] if 0 < count <= len(few) else str(count)


def rest(found: Day) -> str:
    """What else the day asks, in one line; nothing when there is nothing."""
    parts = []
    if found.unfinished:
        count = len(found.unfinished)
        parts.append(ngettext("%(num)s visita da finire", "%(num)s visite da finire", count) % {"num": count})
    if found.decisions:
        count = len(found.decisions)
        parts.append(ngettext("%(num)s cosa da decidere", "%(num)s cose da decidere", count) % {"num": count})
    return ", ".join(parts)


handlers = [read]
