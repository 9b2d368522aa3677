"""The pact with the rule in it: the text that is asked for when all say that it works."""

from sqlite3 import Connection
from typing import Any
from uuid import UUID

from events.pacts.clauses import LIBRARY, AnyClause, Clause, Guests, Quiet
from events.pacts.pact import HouseRule, Wanted
from events.pacts.trial import Change
from frontend.asked import Asked
from frontend.node import node_of
from frontend.pages.pact.amending import Base, opened, salted
from frontend.pages.pact.queries import Pact, Version, pact
from frontend.pages.tension.queries import Rule
from frontend.reader import Reader

CLAUSES: dict[str, type[Clause]] = {"guests": Guests, "quiet": Quiet}


async def text_with(
    request: Asked, reader: Reader, db: Connection, home: UUID, rule: Rule, salt: str
) -> Wanted | None:
    """None where nothing is in force, or where the words cannot be opened now: then nothing is asked for."""
    found = pact(db, home)
    version = found.holding(reader.day) if found else None
    lens = await node_of(request).door.lens(reader, {"rule": rule})
    words = lens.words.get(rule.words.place or "")
    if found is None or version is None or not words:
        return None
    own = await opened(request, reader, version.own_rules)
    if len(own) < len(version.own_rules):
        return None
    changed = lens.words.get(rule.change.place or "") if rule.change else None
    return wanted(Base(found, version, own), words, changed, salt, reader)


def wanted(base: Base, words: str, changed: Any, salt: str, reader: Reader) -> Wanted:
    """Everything else stays as it is; a clause gets its new hour, and other words stand among the rules of our own."""
    change = Change.model_validate(changed) if changed else None
    new = (
        () if change and says_no_more(words, change) else (HouseRule(words=words, salt=salted(salt, words)),)
    )
    return Wanted(
        clauses=with_change(base.version.clauses, change),
        parties=staying(base.pact, base.version, reader),
        starts=max(reader.day, base.version.starts),
        own_rules=(*base.rules.values(), *new),
    )


def says_no_more(words: str, change: Change) -> bool:
    """The sentence ends with the hour: nothing was added in own words."""
    return words.rstrip(".").endswith(str(change.hour))


def with_change(clauses: tuple[AnyClause, ...], change: Change | None) -> tuple[AnyClause, ...]:
    if change is None:
        return clauses
    kind = CLAUSES[change.clause]
    before = next((one for one in clauses if isinstance(one, kind)), kind())
    hour = {"until_hour" if change.clause == "guests" else "quiet_from": change.hour}
    after: Any = kind.model_validate({**before.model_dump(), **hour})
    others = tuple(one for one in clauses if not isinstance(one, kind))
    return tuple(sorted((*others, after), key=lambda one: LIBRARY.index(type(one))))


def staying(known: Pact, version: Version, reader: Reader) -> Any:
    gone = {one.party for one in known.notices if one.ends <= reader.day}
    return tuple(one for one in version.parties if not {one.id, one.acts_for} & gone)
