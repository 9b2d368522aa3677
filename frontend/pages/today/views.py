"""/oggi: the day in one look."""

from typing import Any

from litestar import Response, get

from events.accompaniment.visit import Kind
from frontend.asked import AReader, Asked, Db
from frontend.forms import blank
from frontend.i18n import gettext, ngettext
from frontend.ids import uuid7
from frontend.pages.i_ask_for_help.queries import calls_around
from frontend.pages.incident.queries import waiting
from frontend.pages.my_day import words
from frontend.pages.powers.queries import checkable
from frontend.pages.today.queries import Day, day_of
from frontend.pages.visit.choices import options
from frontend.pages.visit.forms import Start
from frontend.sentences import called
from frontend.showing import show


@get("/oggi", opt={"can": "today.read", "offline": True})
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
        "help_calls": calls_around(db, reader.assigned, reader.day),
        "place_words": {code: (picture, said) for code, picture, said in words.places()},
        "new_id": uuid7,
        "reports": waiting(db, reader),
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
