"""GET /formazione: short modules with three questions each; the second opens the way to call somebody back."""

from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from pydantic import Field

from events.message import Command
from events.network.course import MODULES, AnswerModule, Module, training_of
from events.network.session import TeachSession
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, NewId, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.training.lessons import Lesson, lessons
from frontend.pages.training.queries import done_by, sessions, volunteers
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

PAGE = "/formazione"
Choice = Literal["a", "b", "c"]


class Answered(Form):
    answer_1: Choice
    answer_2: Choice
    answer_3: Choice


class Taught(Form):
    session: NewId
    module: Module
    minutes: Annotated[int, Field(ge=15, le=600)]
    present: tuple[UUID, ...] = Field(min_length=1)


@get(PAGE, opt={"can": "training.read", "offline": True})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(request: Asked, reader: Reader, db: Connection, form: Filled[Taught] | None) -> Response[Any]:
    done = done_by(db, reader.person)
    people = volunteers(db, reader.day)
    context = {
        "lessons": lessons(),
        "done": done,
        "following": next((it for it in MODULES if it not in done), None),
        "form": form or blank(Taught, session=uuid7(), minutes=90),
        "modules": [(each, label("network", "module", each)) for each in MODULES],
        "volunteers": people,
        "of": {it: len(done_by(db, it)) for it in people},
        "sessions": sessions(db),
        "label": label,
    }
    return await show(request, reader, "pages/training/training.html", context, "sheet")


@get(f"{PAGE}/{{module:str}}", opt={"can": "training.read", "offline": True})
async def one(request: Asked, reader: AReader, db: Db, module: FromPath[str]) -> Response[Any]:
    return await module_page(request, reader, db, lesson(module), None)


def lesson(name: str) -> Lesson:
    """Raises NotFoundException."""
    found = next((it for it in lessons() if it.module == name), None)
    if found is None:
        raise NotFoundException
    return found


async def module_page(
    request: Asked, reader: Reader, db: Connection, it: Lesson, form: Filled[Answered] | None
) -> Response[Any]:
    done = done_by(db, reader.person)
    before = MODULES[: MODULES.index(it.module)]
    context = {
        "it": it,
        "form": form or blank(Answered),
        "done": done.get(it.module),
        "before": next((each for each in before if each not in done), None),
        "label": label,
        "number": MODULES.index(it.module) + 1,
    }
    return await show(request, reader, "pages/training/module.html", context, "sheet")


@post(f"{PAGE}/{{module:str}}/risposte", opt={"can": "training.do", "field": True})
async def answer(request: Asked, reader: AReader, db: Db, module: FromPath[str]) -> Response[Any]:
    it = lesson(module)
    form = await read_form(request, Answered)
    return await submit(
        request, reader, form, partial(answering, reader.person, it.module), back=PAGE,
        again=partial(module_page, request, reader, db, it), done=N_("Modulo finito."),
    )  # fmt: skip


def answering(person: UUID, module: Module, it: Answered) -> Command:
    answers = (it.answer_1, it.answer_2, it.answer_3)
    return AnswerModule(stream=training_of(person), dossier=person, module=module, answers=answers)


@post(f"{PAGE}/incontri", opt={"can": "training.teach"})
async def teach(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Taught)
    return await submit(
        request, reader, form, partial(teaching, reader.person), back=PAGE,
        again=partial(page, request, reader, db), done=N_("Incontro segnato: chi c’era ha fatto il modulo."),
    )  # fmt: skip


def teaching(trainer: UUID, it: Taught) -> Command:
    return TeachSession(
        stream=it.session, dossier=it.session, module=it.module, minutes=it.minutes, trainer=trainer,
        present=it.present,
    )  # fmt: skip


handlers = [read, one, answer, teach]
