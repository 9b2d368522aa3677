"""POST /rendiconto/{line}/chiusure: the figures of a period that is over, closed with the head of the log."""

from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Any

from litestar import Response, post

from events.network.claim import CloseClaim, Total, claim_of
from events.network.figures import totals
from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Unreachable
from frontend.forms import Filled, blank, read_form, unsent
from frontend.forms import Form as Fields
from frontend.i18n import N_
from frontend.pages.accounts.counting import Account, counted_for, line_for
from frontend.pages.accounts.head import head
from frontend.pages.accounts.period import Period
from frontend.pages.accounts.queries import Line, claims
from frontend.reader import Reader
from frontend.submitting import submit

Page = Callable[..., Awaitable[Response[Any]]]


class Closing(Fields):
    """Both days included."""

    first: date
    last: date


Form = Filled[Closing]


def context(db: Connection, reader: Reader, known: Account, form: Form | None) -> dict[str, Any]:
    assert known.period
    closed = next((it for it in claims(db, known.line.id) if same(it.since, it.until, known.period)), None)
    fresh = blank(Closing, first=known.period.first, last=known.period.last)
    return {
        "claim": closed,
        "counted": totals(known.items),
        "closing": form or fresh,
        "may_close": reader.may("accounts.close") and closed is None,
    }


def same(since: date, until: date, period: Period) -> bool:
    return (since, until) == (period.since, period.until)


def handlers(page: Page) -> list[Any]:
    @post("/rendiconto/{line:uuid}/chiusure", opt={"can": "accounts.close"})
    async def close(request: Asked, reader: AReader, db: Db, line: Id) -> Response[Any]:
        form = await read_form(request, Closing)
        again = partial(page, request, reader, db, line)
        if form.errors:
            return await again(form)
        try:
            size, root = await head(request, reader.partnership)
        except Unreachable:
            return await again(unsent(form))
        command = closing(db, line_for(db, line), Period(form.valid.first, form.valid.last), size, root)
        back = f"/rendiconto/{line}?dal={form.valid.first}&al={form.valid.last}"
        done = N_("Rendiconto chiuso. I numeri di oggi restano scritti così.")
        return await submit(request, reader, form, lambda _: command, back=back, again=again, done=done)

    return [close]


def closing(db: Connection, line: Line, period: Period, size: int, root: bytes) -> CloseClaim:
    """Raises pydantic's ValidationError for days in the wrong order."""
    now = totals(counted_for(db, line, period))
    return CloseClaim(
        stream=claim_of(line.id, period.since, period.until), dossier=line.id, since=period.since,
        until=period.until, totals=tuple(Total(figure=name, hundredths=number) for name, number in now.items()),
        size=size, root=b64encode(root).decode(),
    )  # fmt: skip
