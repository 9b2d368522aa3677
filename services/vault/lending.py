"""Which user of the message server may have keys of which categories: data; nothing is allowed beyond it."""

from uuid import UUID, uuid5

from events.category import Category

ALL = frozenset(Category)
NONE: frozenset[Category] = frozenset()

# Who seals a category gets its key, also one made earlier: so a context has what its facts seal.
MAKE: dict[str, frozenset[Category]] = {
    "network": frozenset({Category.IDENTITY, Category.PROOFS}),
    "intake": frozenset({Category.APPLICATION, Category.IDENTITY}),
    "matching": frozenset({Category.MATCH}),
    "pacts": frozenset({Category.EXPENSES, Category.PACT, Category.TENSION_AGREEMENT, Category.TENSION_SIDE}),
    "post": frozenset({Category.IDENTITY}),
    "accompaniment": frozenset(
        {
            Category.DISABILITY,
            Category.EXPENSES,
            Category.GOALS,
            Category.INCIDENTS,
            Category.READS,
            Category.STAYS,
            Category.VISIT_PROFESSIONAL,
            Category.VISIT_SHARED,
        }
    ),
}

# Opening what was sealed earlier: the one door of the pages, and services for what they must reason on.
LEND: dict[str, frozenset[Category]] = {
    "matching": frozenset({Category.MATCH}),
    "accompaniment": frozenset({Category.DISABILITY}),
    "frontend": ALL,
}

# Where to write to somebody is kept apart from who they are: no key of theirs but of that goes to the post.
APART = {"post": "post"}

# Destruction follows a disposal that two people decided; the pages themselves can destroy nothing.
DESTROY = frozenset({"network"})


def may_make(user: str, category: Category) -> bool:
    return category in MAKE.get(user, NONE)


def kept_apart(user: str, owner: UUID, dossier: UUID) -> bool:
    """Whether a key of that place is one this user may have at all."""
    return user not in APART or dossier == uuid5(owner, APART[user])


def may_borrow(user: str, category: Category) -> bool:
    return category in LEND.get(user, NONE)
