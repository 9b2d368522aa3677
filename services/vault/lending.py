"""Which user of the message server may have keys of which categories: data; nothing is allowed beyond it."""

from events.category import Category

ALL = frozenset(Category)
NONE: frozenset[Category] = frozenset()

# Who seals a category gets its key, also one made earlier: so a context has what its facts seal.
MAKE: dict[str, frozenset[Category]] = {
    "network": frozenset({Category.IDENTITY}),
    "intake": frozenset({Category.APPLICATION}),
    "matching": frozenset({Category.MATCH}),
    "pacts": frozenset({Category.PACT}),
    "accompaniment": frozenset({Category.VISIT_SHARED, Category.VISIT_PROFESSIONAL, Category.GOALS, Category.INCIDENTS}),
}

# Opening what was sealed earlier: the one door of the pages, and matching for what it must reason on.
LEND: dict[str, frozenset[Category]] = {
    "matching": frozenset({Category.MATCH}),
    "frontend": ALL,
}

# For now destruction is a coordinator's act at the web node; retention will ask through the same subject.
DESTROY = frozenset({"frontend"})


def may_make(user: str, category: Category) -> bool:
    return category in MAKE.get(user, NONE)


def may_borrow(user: str, category: Category) -> bool:
    return category in LEND.get(user, NONE)
