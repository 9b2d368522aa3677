"""Which user of the message server may have keys of which categories: data; nothing is allowed beyond it."""

from events.category import Category

ALL = frozenset(Category)
NONE: frozenset[Category] = frozenset()

# Who seals a category gets its key, also one made earlier: so a context has what its facts seal.
MAKE: dict[str, frozenset[Category]] = {
    "network": frozenset({Category.IDENTITY, Category.PROOFS}),
    "intake": frozenset({Category.APPLICATION}),
    "matching": frozenset({Category.MATCH}),
    "pacts": frozenset({Category.EXPENSES, Category.PACT, Category.TENSION_AGREEMENT, Category.TENSION_SIDE}),
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

# Destruction follows a disposal that two people decided; the pages themselves can destroy nothing.
DESTROY = frozenset({"network"})


def may_make(user: str, category: Category) -> bool:
    return category in MAKE.get(user, NONE)


def may_borrow(user: str, category: Category) -> bool:
    return category in LEND.get(user, NONE)
