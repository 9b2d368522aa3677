"""docs/access.md: who reads what, how far a role reaches, and what stands in clear."""

from collections.abc import Iterator

from deploy.catalogue import levels
from deploy.catalogue.clear import KINDS, TEXTS
from events.access import READERS, VISIBILITY
from events.powers import OPENS
from events.role import Reach

HEAD = """# Who may read and ask what

Written by `make docs` from [`events/access.py`](../events/access.py), [`events/role.py`](../events/role.py)
and the `access.py` of each context; change it there, not here. What is not written there is not allowed.

## Who reads what

Every sealed value belongs to an owner and names a category. A row is a category, a column is a reader, a
letter is how much they see of it by default. [`frontend/visibility.py`](../frontend/visibility.py) applies
the table and [`frontend/door.py`](../frontend/door.py) alone opens what it allows. In the place of words a
reader may not see stands one constant sentence, whether or not there is anything behind it.
"""
REACHES = {
    Reach.ANY: "all of the partnership",
    Reach.ASSIGNED: "the dossiers assigned to them",
    Reach.OWN: "their own acts, or those of a person whose power they hold that day",
    Reach.MEMBER: "the cohabitation they live in that day",
    Reach.APPOINTED: "what they were appointed to audit, while the appointment lasts",
    Reach.RELATED: "persons they are family or friend of",
}
ASKING = """
## Who may ask what

Each command lists its grants ("Who may ask" in [events.md](events.md)): a role, and how far it reaches.
The service checks them on the legal day of the act, against what facts said by then about roles,
assignments, memberships, relations and powers. `system` is the house itself: a policy, or
something that fell due.

| reach | over |
|---|---|"""
POWERS = """
## What acting on behalf opens

Who holds a power of a decree, checked by a second person and in force that day, goes in the person's name
([`frontend/acting.py`](../frontend/acting.py)): the pages of that power
([`frontend/permissions.py`](../frontend/permissions.py), `ON_BEHALF`), the commands that name it, and of what is
sealed only these categories. Whatever else they may see as family stays apart.

| power | opens |
|---|---|"""
CLEAR = """
## What stands in clear, and why

Fields that tell something about someone are sealed. In clear, in facts, stand only:

| kind | why |
|---|---|"""
CLEAR_TEXTS = """
No free text stands in clear. Short texts that do, each with its reason:

| text | why it may |
|---|---|"""


def page() -> str:
    about = (*levels.levels(), *levels.glass(), levels.ending())
    tables = [
        HEAD,
        *matrix(),
        *about,
        ASKING,
        *reaches(),
        POWERS,
        *powers(),
        CLEAR,
        *kinds(),
        CLEAR_TEXTS,
        *texts(),
        "",
    ]
    return "\n".join(tables)


def matrix() -> Iterator[str]:
    yield "| |" + "".join(f" {role.value} |" for role in READERS)
    yield "|---|" + ":-:|" * len(READERS)
    for category, letters in VISIBILITY.items():
        yield f"| **{category.value}** | {' | '.join(map(shown, letters))} |"


def shown(letter: str) -> str:
    return "·" if letter == "-" else letter


def reaches() -> Iterator[str]:
    return (f"| `{reach.value}` | {REACHES[reach]} |" for reach in Reach)


def powers() -> Iterator[str]:
    for power, categories in OPENS.items():
        yield f"| `{power}` | {', '.join(categories)} |"


def kinds() -> Iterator[str]:
    return (f"| {kind} | {why} |" for kind, why in KINDS)


def texts() -> Iterator[str]:
    return (f"| `{where}` | {why} |" for where, why in sorted(TEXTS.items()))
