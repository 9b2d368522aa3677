"""Matching as the coordinator sees it: who waits, the pairs of a comparison, and proposals in progress."""

from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from frontend.asked import AReader, Asked, Db, Id
from frontend.forms import Filled, blank, read_form
from frontend.i18n import N_
from frontend.ids import uuid7
from frontend.labels import label
from frontend.pages.homes.availability import free_places, next_free
from frontend.pages.homes.queries import Home, homes
from frontend.pages.matching import filling, proposal_views, words
from frontend.pages.matching.explaining import explain
from frontend.pages.matching.filling import Compared, Proposed
from frontend.pages.matching.queries import (
    Pair,
    Proposal,
    Round,
    latest_round,
    outdated,
    proposals,
    round_of,
    waiting,
)
from frontend.reader import Reader
from frontend.sentences import code
from frontend.showing import show
from frontend.submitting import submit

AHEAD = 180
MOST = 16


@get("/abbinamenti", opt={"can": "match.read"})
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader, db, None)


async def page(
    request: Asked, reader: Reader, db: Connection, form: Filled[Compared] | None
) -> Response[Any]:
    candidates, round = waiting(db), latest_round(db)
    busy = {each.person for it in going_on(db) for each in it.parties}
    comparable = tuple(it for it in candidates if it.edition and it.person not in busy)[:MOST]
    context = {
        "candidates": candidates,
        "vacancies": vacancies(db, reader),
        "going_on": going_on(db),
        "busy": busy,
        "comparable": comparable,
        "over": tuple(it for it in proposals(db) if not it.open),
        "homes": {it.id: it for it in homes(db)},
        "round": round,
        "outdated": round is None or outdated(round, comparable),
        "form": form or comparison(candidates),
        "words": words,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/matching/matching.html", context, "sheet")


def going_on(db: Connection) -> tuple[Proposal, ...]:
    return tuple(it for it in proposals(db) if it.open)


def comparison(candidates: tuple[Any, ...]) -> Filled[Compared]:
    """One call at a time: that of whoever has waited longest."""
    call = next((it.call for it in candidates if it.call), uuid7())
    return blank(Compared, round=uuid7(), call=call)


def vacancies(db: Connection, reader: Reader, wanted: int = 1) -> list[dict[str, Any]]:
    """Homes with so many places now or soon, with the first day they can be had."""
    found = [
        (it, next_free(it.places, it.spans, it.holds, reader.day, AHEAD, wanted))
        for it in homes(db)
        if it.type
    ]
    return [{"home": it, "from": day, "free": free(it, day)} for it, day in found if day]


def free(it: Home, day: Any) -> int:
    return free_places(it.places, it.spans, it.holds, day)


@post("/abbinamenti/confronti", opt={"can": "match.decide"})
async def compare(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Compared)
    return await submit(
        request, reader, form, filling.evaluation, back=f"/abbinamenti/confronti/{form.typed['round']}",
        again=partial(page, request, reader, db), done=N_("Confronto fatto: guarda le coppie."),
    )  # fmt: skip


@get("/abbinamenti/confronti/{round:uuid}", opt={"can": "match.read"})
async def pairs(request: Asked, reader: AReader, db: Db, round: Id) -> Response[Any]:
    return await round_page(request, reader, db, round, None)


async def round_page(
    request: Asked, reader: Reader, db: Connection, round: UUID, form: Filled[Proposed] | None
) -> Response[Any]:
    it = known(db, round)
    still = {each.person for each in waiting(db)}
    context = {
        "round": it,
        "pairs": tuple(each for each in it.pairs if {each.one, each.other} <= still),
        "outdated": outdated(it, tuple(each for each in waiting(db) if each.person in it.considered)),
        "vacancies": vacancies(db, reader, wanted=2),
        "proposed": {pair_of(it): it.id for it in going_on(db)},
        "pair_of": pair_of,
        "form": form,
        "fresh": partial(proposal_form, it),
        "explain": explain,
        "code": code,
        "label": label,
    }
    return await show(request, reader, "pages/matching/round.html", context, "sheet")


def pair_of(it: Pair | Proposal) -> frozenset[UUID]:
    """The two, in no order."""
    return frozenset((it.one, it.other) if isinstance(it, Pair) else (each.person for each in it.parties))


def proposal_form(round: Round, pair: Pair, vacancy: dict[str, Any]) -> Filled[Proposed]:
    return blank(
        Proposed, proposal=uuid7(), round=round.id, one=pair.one, other=pair.other, home=vacancy["home"].id,
        since=vacancy["from"],
    )  # fmt: skip


@post("/abbinamenti/confronti/{round:uuid}/proposte", opt={"can": "match.decide"})
async def propose(request: Asked, reader: AReader, db: Db, round: Id) -> Response[Any]:
    form = await read_form(request, Proposed)
    return await submit(
        request, reader, form, filling.proposing, back=f"/abbinamenti/proposte/{form.typed['proposal']}",
        again=partial(round_page, request, reader, db, round), done=N_("Proposta fatta: ora tocca a loro."),
    )  # fmt: skip


def known(db: Connection, round: UUID) -> Round:
    it = round_of(db, round)
    if it is None:
        raise NotFoundException
    return it


handlers = [read, compare, pairs, propose, *proposal_views.handlers]
