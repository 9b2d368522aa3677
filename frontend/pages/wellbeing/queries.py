"""What each person close to the reader shows them; what is not shared is not even asked for."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.access import READERS, VISIBILITY
from events.category import Category
from events.role import Role
from frontend.kept import Kept
from frontend.pages.goals.queries import Goal, open_goals, ratings_of
from frontend.pages.my_day.told import Mood, moods
from frontend.pages.nights.queries import Stay, stays_of
from frontend.pages.turns.queries import Absence, absences
from frontend.pages.visit.queries import Note, Visit, notes_of, visits_of
from frontend.pages.wellbeing.agreement import Agreement, agreements
from frontend.pages.wellbeing.living import Living, living_of
from frontend.reader import Reader
from frontend.scope.persons import Person, persons

CHOSEN = tuple(it for it in Category if VISIBILITY[it][READERS.index(Role.FAMILY)] == "C")
"""What a family member sees only where the person chose to show it."""
MONTH, AHEAD, TOMORROW = timedelta(days=30), timedelta(days=60), timedelta(days=1)
QUOTES, STAYS = 6, 4


@dataclass(frozen=True)
class Progress:
    """Where a voice stood when the month began, if it had spoken, and where it stands now."""

    wording: Kept
    before: Kept | None
    now: Kept


@dataclass(frozen=True)
class Quote:
    day: date
    note: Note


@dataclass(frozen=True)
class Close:
    """``shared`` says what the rest may hold anything of; ``until`` when they choose again."""

    person: UUID
    shared: tuple[Category, ...]
    until: date | None = None
    contacts: Person | None = None
    goals: tuple[Goal, ...] = ()
    mood: Mood | None = None
    progress: Progress | None = None
    held: tuple[Visit, ...] = ()
    coming: tuple[Visit, ...] = ()
    quotes: tuple[Quote, ...] = ()
    homes: tuple[Living, ...] = ()
    away: tuple[Absence, ...] = ()
    slept: tuple[Stay, ...] = ()
    agreed: tuple[Agreement, ...] = ()

    @property
    def own(self) -> tuple[Category, ...]:
        """What they keep to themselves."""
        return tuple(it for it in CHOSEN if it not in self.shared)


def close_to(db: sqlite3.Connection, reader: Reader) -> tuple[Close, ...]:
    return tuple(seen(db, reader, person) for person in reader.related)


def seen(db: sqlite3.Connection, reader: Reader, person: UUID) -> Close:
    shares = tuple(reader.shared_by(person))
    named = {category for share in shares for category in share.categories}
    shared = tuple(it for it in CHOSEN if it in named)
    homes = living_of(db, person, reader.day)
    found: dict[str, object] = {"until": min((it.until for it in shares if it.until), default=None)}
    for category in shared:
        found |= of_category(db, category, person, homes, reader.day)
    return Close(person, shared, **found)  # type: ignore[arg-type]


def of_category(
    db: sqlite3.Connection, category: Category, person: UUID, homes: tuple[Living, ...], day: date
) -> dict[str, object]:
    match category:
        case Category.IDENTITY:
            return {"contacts": persons(db, (person,)).get(person)}
        case Category.GOALS:
            return goals(db, person, homes, day)
        case Category.VISIT_SHARED:
            return visits(db, person, homes, day)
        case Category.STAYS:
            return {"homes": homes, "away": away(db, person, homes, day), "slept": slept(db, person, day)}
        case Category.PACT:
            return {"agreed": agreements(db, person, homes, day)}
        case _:
            return {}


def goals(db: sqlite3.Connection, person: UUID, homes: Iterable[Living], day: date) -> dict[str, object]:
    found = tuple(it for home in homes for it in open_goals(db, home.cohabitation) if it.person == person)
    moved = (progress(db, goal, day) for goal in found)
    said = moods(db, person, day - MONTH, day)
    return {
        "goals": found,
        "progress": next((it for it in moved if it), None),
        "mood": next(iter(said), None),
    }


def progress(db: sqlite3.Connection, goal: Goal, day: date) -> Progress | None:
    """In the person's own voice."""
    said = [it for it in ratings_of(db, str(goal.id)) if it.voice == "person"]
    before = [it for it in said if it.day <= day - MONTH]
    return Progress(goal.wording, before[-1].level if before else None, said[-1].level) if said else None


def visits(db: sqlite3.Connection, person: UUID, homes: Iterable[Living], day: date) -> dict[str, object]:
    """Of the month behind and of the weeks ahead, those this person is part of."""
    dossiers = [it.cohabitation for it in homes]
    every = visits_of(db, dossiers, day - MONTH, day + AHEAD) if dossiers else ()
    mine = [it for it in every if person in it.people]
    held = tuple(it for it in mine if it.state == "done" and it.happened_on <= day)
    coming = tuple(it for it in mine if it.state == "planned" and it.day >= day)
    return {"held": held, "coming": coming, "quotes": quotes(db, person, held)}


def quotes(db: sqlite3.Connection, person: UUID, held: tuple[Visit, ...]) -> tuple[Quote, ...]:
    """Newest first: what tells of this person or of life together, and was not written for the team."""
    found = (
        Quote(visit.happened_on, note)
        for visit in reversed(held)
        for note in notes_of(db, visit.id)
        if note.visibility != "team" and note.person in (None, person)
    )
    return tuple(quote for quote, _ in zip(found, range(QUOTES), strict=False))


def away(db: sqlite3.Connection, person: UUID, homes: Iterable[Living], day: date) -> tuple[Absence, ...]:
    found = (it for home in homes for it in absences(db, home.cohabitation, day - MONTH, day + AHEAD))
    return tuple(it for it in found if it.person == person)


def slept(db: sqlite3.Connection, person: UUID, day: date) -> tuple[Stay, ...]:
    """Stays that are over, the last first; each will be one sentence."""
    over = [it for it in stays_of(db, person) if it.state == "left" and it.until <= day]
    return tuple(sorted(over, key=lambda it: it.since, reverse=True)[:STAYS])
