"""GET /condivisioni: the person decides, for each one close to them, what they see and until when."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from pydantic import Field

from events.accompaniment.sharing import GrantShare, LimitShare, WithdrawShare, shares_of
from events.category import Category
from events.role import Role
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, Texts, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.shares import naming, preview, preview_views
from frontend.pages.shares.queries import Close, close_ones
from frontend.pages.shares.words import relation, things
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/condivisioni"
ONE_DAY = timedelta(days=1)
HALF_A_YEAR = timedelta(days=182)


class Sharing(Form):
    """``until`` is the last day, as people say it."""

    to: UUID
    categories: Annotated[tuple[Category, ...], Field(min_length=1, max_length=19)]
    until: Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]


class Withdrawal(Form):
    to: UUID


@get(HERE, opt={"can": "share.change"})
async def shares(
    request: Asked, reader: AReader, db: Db, chi: FromQuery[UUID | None] = None
) -> Response[Any]:
    """``vede``: what was being tried out in a preview, ticked again."""
    return await page(request, reader, db, None, chi, preview.wanted(request))


@post(HERE, opt={"can": "share.change"})
async def share(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Sharing)
    return await submit(
        request, reader, form, partial(granted, db, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Salvato: decidi tu, e puoi sempre cambiare."),
    )  # fmt: skip


def granted(db: Connection, reader: Reader, it: Sharing) -> GrantShare | LimitShare:
    """Narrower than what is shown now is a limit, all else a new grant."""
    now = close_one(db, reader, it.to).share
    narrower = now and set(it.categories) <= now.categories and it.until <= now.last
    kind = LimitShare if narrower else GrantShare
    return kind(
        stream=shares_of(reader.person), dossier=reader.person, to=it.to, role=Role.FAMILY, categories=it.categories,
        until=it.until + ONE_DAY,
    )  # fmt: skip


def close_one(db: Connection, reader: Reader, it: UUID) -> Close:
    """Raises NotFoundException: nothing is shared with someone nobody knows."""
    found = next((one for one in close_ones(db, reader.person, reader.day) if one.person == it), None)
    if found is None:
        raise NotFoundException
    return found


@post(f"{HERE}/revoche", opt={"can": "share.change"})
async def withdraw(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Withdrawal)
    return await submit(
        request, reader, form, partial(withdrawn, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Fatto: da adesso non vede più niente."),
    )  # fmt: skip


def withdrawn(reader: Reader, it: Withdrawal) -> WithdrawShare:
    return WithdrawShare(stream=shares_of(reader.person), dossier=reader.person, to=it.to, role=Role.FAMILY)


async def page(
    request: Asked,
    reader: Reader,
    db: Connection,
    form: Filled[Any] | None,
    chosen: UUID | None = None,
    trying: tuple[Category, ...] | None = None,
) -> Response[Any]:
    """One sheet is open at a time: that of ``chosen``, or of the form that came back."""
    people = close_ones(db, reader.person, reader.day)
    if not people and not reader.homes:
        raise NotFoundException
    forms = {one.person: beginning(one, reader.day) for one in people}
    if trying and chosen in forms:
        forms[chosen] = replace(
            forms[chosen], typed=Texts({**dict(forms[chosen].typed.items()), "categories": trying}, "")
        )
    came_back = next((one.person for one in people if form and form.typed["to"] == str(one.person)), None)
    if form and came_back:
        forms[came_back] = form
    context = {
        "people": people, "forms": forms, "dossier": reader.person, "said": form,
        "refused": bool(form and form.errors), "things": things(), "opened_for": came_back or chosen,
        "relation": relation, "new_id": uuid7, "naming": naming.beginning(form), "kinds": naming.kinds(),
    }  # fmt: skip
    return await show(request, reader, "pages/shares/shares.html", context, "shares")


def beginning(one: Close, day: date) -> Filled[Sharing]:
    now = one.share
    categories = sorted(now.categories) if now else []
    return blank(Sharing, to=one.person, categories=categories, until=now.last if now else day + HALF_A_YEAR)


handlers = [shares, share, withdraw, *naming.handlers, *preview_views.handlers]
