"""The pages a day in the field takes, by role: data. One that its handler does not offer (``offline``) is left out."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from events.role import Role
from frontend.pages.case.queries import case
from frontend.pages.visit.queries import visits_of
from frontend.reader import Reader

MOST = 40

OWN = ("/la-mia-giornata", "/ho-fatto", "/come-sto", "/chiedo-aiuto", "/il-mio-progetto")
PAGES: dict[Role, tuple[str, ...]] = {
    Role.OPERATOR: (
        "/oggi",
        "/visite/{visit}",
        "/casi/{case}",
        "/convivenze/{case}/visite",
        "/porta",
        "/segnalazioni/nuova/{case}",
        "/soggiorni",
    ),
    Role.COHABITANT: (
        *OWN,
        "/casa",
        "/turni",
        "/patto/{home}",
        "/obiettivi",
        "/segnalazioni/nuova/{home}",
        "/turni/assenze",
    ),
    Role.SELF: OWN,
    Role.INFO_POINT: ("/sportello", "/orienta", "/guida", "/bisogni", "/formazione"),
}


def of_the_day(reader: Reader) -> list[str]:
    """Addresses for today and tomorrow, what is needed first first."""
    found = (address for page in PAGES.get(reader.role, ()) for address in written_out(reader, page))
    return list(dict.fromkeys(found))


def written_out(reader: Reader, page: str) -> Iterator[str]:
    if "{visit}" in page:
        yield from (page.format(visit=it) for it, _ in visits(reader))
    elif "{case}" in page:
        # Cases one goes to these days come first.
        first = (*(it for _, it in visits(reader)), *reader.assigned)
        yield from (page.format(case=it) for it in dict.fromkeys(first) if begun(reader, it))
    elif "{home}" in page:
        yield from (page.format(home=it) for it in reader.homes)
    else:
        yield page


def visits(reader: Reader) -> list[tuple[UUID, UUID]]:
    """Each with its case: today's and tomorrow's."""
    assert reader.db is not None
    days = reader.day, reader.day + timedelta(days=2)
    return [(it.id, it.dossier) for it in visits_of(reader.db, reader.assigned, *days)]


def begun(reader: Reader, it: UUID) -> bool:
    """An operator may be assigned before there is a home to go to."""
    return reader.db is not None and case(reader.db, it, reader.day) is not None
