"""GET /chi-ha-visto: who looked at what is mine; and questions about it, for the coordinator to answer."""

from datetime import timedelta
from functools import partial
from sqlite3 import Connection
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from pydantic import Field

from events.accompaniment.look import AnswerLook, AskAboutLook, question_about
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, Form, blank, identity, read_form
from frontend.i18n import N_
from frontend.node import node_of
from frontend.pages.looks import review_views, words
from frontend.pages.looks.history import Found, Look, looks
from frontend.pages.looks.queries import owners, question_of, unanswered
from frontend.pages.looks.telling import days, visible
from frontend.permissions import SIGNED_IN
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

HERE = "/chi-ha-visto"
QUESTIONS = f"{HERE}/domande"
PAGES_BACK = 10


class Asking(Form):
    look: UUID
    text: Annotated[str, Field(max_length=500)] = ""


class Answering(Form):
    question: UUID
    text: Annotated[str, Field(min_length=10, max_length=500)]


@get(HERE, opt={"can": SIGNED_IN})
async def read(
    request: Asked,
    reader: AReader,
    db: Db,
    prima: FromQuery[int | None] = None,
    chiedi: FromQuery[UUID | None] = None,
) -> Response[Any]:
    return await page(request, reader, db, None, prima, chiedi)


@post(QUESTIONS, opt={"can": "look.ask"})
async def ask(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Asking)
    look = await find(request, reader, db, form.value.look) if form.value else None
    return await submit(
        request, reader, form, partial(question, reader, look), back=HERE,
        again=lambda it: page(request, reader, db, it), done=N_("Domanda inviata al coordinamento."),
    )  # fmt: skip


def question(reader: Reader, look: Look | None, it: Asking) -> AskAboutLook:
    assert look
    return AskAboutLook(
        stream=question_about(reader.person, it.look), dossier=reader.person, look=it.look, reader=look.reader,
        role=look.role, categories=look.categories, page=look.page, at=look.at, text=it.text or None,
    )  # fmt: skip


async def find(request: Asked, reader: Reader, db: Connection, it: UUID) -> Look:
    """Raises NotFoundException: nobody asks about a look that the record does not hold, or that was not at theirs."""
    before: int | None = None
    for _ in range(PAGES_BACK):
        found = await looks(node_of(request), owners(db, reader), before)
        if look := next((one for one in visible(db, reader, found.looks) if one.id == it), None):
            return look
        before = found.next
        if before is None:
            break
    raise NotFoundException


async def page(
    request: Asked,
    reader: Reader,
    db: Connection,
    form: Filled[Asking] | None,
    before: int | None = None,
    chosen: UUID | None = None,
) -> Response[Any]:
    found: Found = await looks(node_of(request), owners(db, reader), before)
    typed = identity(form.typed["look"]) if form and form.errors else chosen
    context = {
        "days": days(db, reader, found.looks), "older": found.next, "whole": found.whole, "first": before is None,
        "form": form or blank(Asking), "opened_for": typed, "words": words, "today": reader.day,
        "yesterday": reader.day - timedelta(days=1), "dossier": reader.person,
    }  # fmt: skip
    return await show(request, reader, "pages/looks/looks.html", context, "sheet")


@get(QUESTIONS, opt={"can": "look.answer"})
async def questions(
    request: Asked, reader: AReader, db: Db, a: FromQuery[UUID | None] = None
) -> Response[Any]:
    return await open_questions(request, reader, db, None, a)


@post(f"{HERE}/risposte", opt={"can": "look.answer"})
async def answer(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Answering)
    return await submit(
        request, reader, form, partial(answered, db), back=QUESTIONS,
        again=partial(open_questions, request, reader, db), done=N_("Risposta inviata."),
    )  # fmt: skip


def answered(db: Connection, it: Answering) -> AnswerLook:
    found = question_of(db, it.question)
    if found is None:
        raise NotFoundException
    return AnswerLook(stream=found.stream, dossier=found.person, text=it.text)


async def open_questions(
    request: Asked, reader: Reader, db: Connection, form: Filled[Answering] | None, chosen: UUID | None = None
) -> Response[Any]:
    """One is answered at a time: the one chosen, else the oldest that is this reader's to answer."""
    found = unanswered(db)
    came_back = next((it.stream for it in found if form and form.typed["question"] == str(it.stream)), None)
    oldest = next((it.stream for it in found if it.reader != reader.person), None)
    context = {
        "questions": found, "form": (came_back and form) or blank(Answering), "said": came_back and form,
        "opened_for": came_back or chosen or oldest, "words": words,
    }  # fmt: skip
    return await show(request, reader, "pages/looks/questions.html", context, "sheet")


handlers = [read, ask, questions, answer, *review_views.handlers]
