"""GET and POST /ho-fatto: what I did today and who helped; about a goal it is my voice on its ladder."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from pydantic import Field

from events.accompaniment.own_days import Help, TakeBackDone, TellDone, own_days_of
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, NewId, blank, identity, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.pages.goals.queries import Goal
from frontend.pages.my_day import words
from frontend.pages.my_day.told import done as told
from frontend.pages.own_goals.rating import own, own_goal
from frontend.pages.turns.forms import Plain
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/ho-fatto"
MOST_GOALS = 3


class Did(Form):
    """``thing``: a code, or the id of one of one's own goals."""

    done: NewId
    thing: Annotated[str, Field(max_length=36)]
    help: Help


@get(HERE, opt={"can": "day.tell", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


@post(HERE, opt={"can": "day.tell", "field": True})
async def tell(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Did)
    undo = {"action": f"{HERE}/{form.typed['done']}/annullo", "command_id": uuid7()}
    return await submit(
        request, reader, form, partial(telling, db, reader), back=HERE,
        again=partial(page, request, reader, db), done=N_("Segnato. L’hai detto tu."),
        undo=undo if form.value and not chosen_goal(form.value) else None,
    )  # fmt: skip


@post(f"{HERE}/{{told_id:str}}/annullo", opt={"can": "day.tell", "field": True})
async def take_back(request: Asked, reader: AReader, db: Db, told_id: FromPath[str]) -> Response[Any]:
    it = identity(told_id)
    if it is None:
        raise NotFoundException
    form = await read_form(request, Plain)
    own = {"stream": own_days_of(reader.person), "dossier": reader.person}
    command = TakeBackDone(**own, done=it)
    again = partial(page, request, reader, db)
    return await submit(
        request, reader, form, lambda _: command, back=HERE, again=again, done=N_("Tolto il segno.")
    )


def telling(db: Connection, reader: Reader, it: Did) -> TellDone:
    own = {"stream": own_days_of(reader.person), "dossier": reader.person, "done": it.done, "help": it.help}
    goal = chosen_goal(it)
    about = (
        {"thing": "goal", "goal": goal, "home": own_goal(db, reader, goal).dossier}
        if goal
        else {"thing": it.thing}
    )
    return TellDone.model_validate({**own, **about})


def chosen_goal(it: Did) -> UUID | None:
    try:
        return UUID(it.thing)
    except ValueError:
        return None


def open_goals(db: Connection, reader: Reader) -> tuple[Goal, ...]:
    return tuple(it for it in own(db, reader) if it.closed_on is None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Any] | None) -> Response[Any]:
    context = {
        "form": form if form and form.typed["done"] else blank(Did, done=uuid7()),
        "said": form,
        "refused": bool(form and form.errors),
        "goals": open_goals(db, reader)[:MOST_GOALS],
        "pictures": words.PICTURES,
        "things": words.things(),
        "thing_words": words.known(words.things()),
        "helps": words.helps(),
        "help_words": words.known(words.helps()),
        "told": told(db, reader.person, reader.day, reader.day),
        "goal_words": {it.id: it for it in own(db, reader)},
        "new_id": uuid7,
    }
    return await show(request, reader, "pages/i_did/did.html", context, "did")


handlers = [read, tell, take_back]
