"""/verifica/{dossier}: a pack of the case or the line, given out as a fact, and the program that checks it."""

from dataclasses import replace
from functools import partial
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from events.network.evidence import IssueEvidence
from frontend.asked import AReader, Asked, Db, Id
from frontend.bus import Bus, Unreachable
from frontend.forms import Filled, Form, NewId, Texts, blank, read_form, unsent
from frontend.i18n import N_, gettext
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.accounts.counting import line_for, period_for
from frontend.pages.appointment.queries import in_their_days
from frontend.pages.file.queries import case_of
from frontend.pages.verify.asking import Head, Pack, content, head, named, ordered, program, told
from frontend.pages.verify.queries import Issued, Subject, issued, subject_of
from frontend.reader import Reader
from frontend.showing import show
from frontend.submitting import submit

READ, PROGRAM = "evidence.read", "/verifica/programma"


class Wanted(Form):
    """``pack`` is made with the form."""

    pack: NewId


@get("/verifica/{dossier:uuid}", opt={"can": READ})
async def read(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    return await page(request, reader, db, dossier, None)


@post("/verifica/{dossier:uuid}/fascicoli", opt={"can": READ, "step_up": True})
async def issue(request: Asked, reader: AReader, db: Db, dossier: Id) -> Response[Any]:
    """The file is made first, then noted; it can be taken away only once it is noted."""
    it, form = in_its_days(request, reader, db, found(db, dossier)), await read_form(request, Wanted)
    again = partial(page, request, reader, db, dossier)
    if form.errors:
        return await again(form)
    try:
        pack = await ordered(node_of(request).bus, it)
    except Unreachable:
        return await again(unsent(form))
    if pack.none:
        return await again(without(form, pack.none))
    return await submit(
        request, reader, form, partial(noted, it, pack), back=f"/verifica/{dossier}{it.asked}", again=again,
        done=N_("Il fascicolo di prova è pronto."),
    )  # fmt: skip


def in_its_days(request: Asked, reader: Reader, db: Connection, it: Subject) -> Subject:
    """A line's pack is of the very days its account counts for this reader, so that both say the same.

    Of a case that was not going on in the days they may look at there is none.
    """
    if it.kind == "case":
        case = case_of(db, it.id)
        if case is None or not in_their_days(db, reader, case):
            raise NotFoundException
        return it
    days = period_for(db, reader, line_for(db, it.id), request)
    if days is None:
        raise NotFoundException
    return replace(it, period=days)


def without(form: Filled[Wanted], why: str) -> Filled[Wanted]:
    """There is no file to give."""
    words = {
        "unsigned": gettext(
            "Qui non è ancora firmato niente. La prima firma arriva entro un minuto: riprova."
        ),
        "unknown": gettext("La storia non lo conosce ancora. Riprova tra poco."),
    }
    return replace(form, errors=Texts({"form": words.get(why, why)}, None), status=422)


def noted(it: Subject, pack: Pack, form: Wanted) -> IssueEvidence:
    return IssueEvidence(
        stream=form.pack,
        dossier=it.id,
        kind=it.kind,
        records=pack.records,
        size=pack.size,
        digest=pack.digest,
    )


def found(db: Connection, dossier: UUID) -> Subject:
    it = subject_of(db, dossier)
    if it is None:
        raise NotFoundException
    return it


@get("/verifica/{dossier:uuid}/fascicoli/{digest:str}", opt={"can": READ, "step_up": True})
async def taken(request: Asked, reader: AReader, db: Db, dossier: Id, digest: FromPath[str]) -> Response[Any]:
    """The file itself, for a quarter of an hour and for who asked for it: then it is asked for, and noted, again."""
    it = in_its_days(request, reader, db, found(db, dossier))
    if digest not in {each.digest for each in own(reader, issued(db, dossier))}:
        raise NotFoundException
    parts = b"".join([part async for part in content(node_of(request).bus, digest)])
    if not parts:
        raise NotFoundException
    return download(parts, named(it, digest), "application/zip")


def own(reader: Reader, given: tuple[Issued, ...]) -> tuple[Issued, ...]:
    return tuple(it for it in given if it.actor == reader.person)


@get(PROGRAM, opt={"can": "file.list"})
async def checker(request: Asked) -> Response[Any]:
    return download((await program(node_of(request).bus)).encode(), "verifica.py", "text/x-python")


def download(data: bytes, name: str, kind: str) -> Response[bytes]:
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(data, media_type=kind, headers=headers)


async def page(
    request: Asked, reader: Reader, db: Connection, dossier: UUID, form: Filled[Any] | None
) -> Response[Any]:
    it, given = in_its_days(request, reader, db, found(db, dossier)), issued(db, dossier)
    pack, keys = await lately(node_of(request).bus, reader, own(reader, given))
    context = {
        "it": it,
        "dossier": dossier,
        "issued": given,
        "pack": pack,
        "keys": keys,
        "form": form or blank(Wanted, pack=uuid7()),
        "refused": bool(form and form.errors),
        "program": PROGRAM,
    }
    return await show(request, reader, "pages/verify/verify.html", context, "sheet")


async def lately(bus: Bus, reader: Reader, given: tuple[Issued, ...]) -> tuple[Pack | None, Head | None]:
    """The newest pack while it can still be taken away, and the keys it is signed with; None where nobody answers."""
    try:
        keys = await head(bus, reader.partnership)
        pack = await told(bus, given[0].digest) if given else None
    except Unreachable:
        return None, None
    return (pack if pack and not pack.none else None), keys


handlers = [read, issue, taken, checker]
