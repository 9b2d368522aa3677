"""What a finding is about, from the address it was begun at; and where that is to be looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from events.network.figures import FIGURES
from frontend.forms import identity
from frontend.pages.accounts.period import day_in
from frontend.pages.accounts.queries import Line, line_of
from frontend.pages.accounts.telling import SLUGS
from frontend.pages.file.queries import case_of
from frontend.pages.findings.queries import Finding
from frontend.reader import Reader

FIGURE_TO_SLUG = {names[0]: slug for slug, names in reversed(SLUGS.items())}


@dataclass(frozen=True)
class About:
    """``code`` of the case or line; ``href`` None where this reader has no page for it."""

    code: str
    href: str | None


def fields(asked: Mapping[str, str]) -> dict[str, Any]:
    """What a form begins with: a fact (``fatto``), a figure (``voce``, ``dal``, ``al``), else the dossier itself."""
    event, slug = identity(asked.get("fatto")), asked.get("voce", "")
    first, last = day_in(asked, "dal"), day_in(asked, "al")
    if event:
        return {"kind": "fact", "event": event}
    if slug in SLUGS and first and last:
        return {"kind": "figure", "figure": SLUGS[slug][0], "first": first, "last": last}
    return {"kind": "case"}


def about(db: Connection, reader: Reader, it: Finding) -> About:
    line, case = line_of(db, it.dossier), case_of(db, it.dossier)
    if line:
        return About(line.code, of_a_line(line, it))
    if case is None:
        return About("", None)
    return About(case.code, of_a_case(it) if reader.may("file.read", case.id) else None)


def of_a_line(line: Line, it: Finding) -> str:
    if it.kind == "fact":
        return f"/rendiconto/{line.id}/fatto?id={it.event}"
    if it.figure in FIGURES and it.since and it.last:
        return f"/rendiconto/{line.id}/{FIGURE_TO_SLUG[it.figure]}?dal={it.since}&al={it.last}"
    return f"/rendiconto/{line.id}"


def of_a_case(it: Finding) -> str:
    return f"/fascicoli/{it.dossier}/fatto?id={it.event}" if it.kind == "fact" else f"/fascicoli/{it.dossier}"


def code_of(db: Connection, dossier: UUID) -> str | None:
    line, case = line_of(db, dossier), case_of(db, dossier)
    return line.code if line else case.code if case else None
