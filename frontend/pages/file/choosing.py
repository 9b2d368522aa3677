"""Which facts of a file are asked for: of a kind, about or by a person, fifty at a time."""

import sqlite3
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from litestar.datastructures import MultiDict

from events.envelope import Recorded
from frontend.forms import identity, number
from frontend.outside import NAMELESS
from frontend.pages.file.kinds import kind_of, labels

LAST_PAGE = 10_000


@dataclass(frozen=True)
class Choice:
    kind: str = ""
    person: UUID | None = None
    page: int = 1

    def takes(self, recorded: Recorded) -> bool:
        return self.kind in ("", kind_of(recorded.topic)) and (self.person is None or self._names(recorded))

    def _names(self, recorded: Recorded) -> bool:
        """Nobody is named for a turn, nor for what stays between them: then nobody is found by it either."""
        about = {recorded.actor, recorded.on_behalf_of, *recorded.subjects}
        return self.person in about and recorded.topic not in NAMELESS

    def query(self, **other: object) -> str:
        known = {"tipo": self.kind, "persona": self.person, "pagina": self.page if self.page > 1 else ""}
        return urlencode({name: it for name, it in {**known, **other}.items() if it})


def chosen(params: MultiDict[str]) -> Choice:
    kind = params.get("tipo", "")
    page = min(max(number(params.get("pagina")) or 1, 1), LAST_PAGE)
    return Choice(kind if kind in labels() else "", identity(params.get("persona")), page)


def people_of(db: sqlite3.Connection, dossier: UUID) -> tuple[UUID, ...]:
    """Whoever ever lived there, was assigned to it or applied with it, in the order they came."""
    rows = db.execute(
        "SELECT person, min(since) FROM scope_standings WHERE over = ? AND kind IN ('membership', 'assignment', 'subject')"
        " GROUP BY person ORDER BY min(since), person",
        (dossier,),
    )
    return tuple(UUID(row["person"]) for row in rows)
