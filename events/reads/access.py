"""What may be shown although nobody could write down who looks. All else then stays closed."""

from events.category import Category

SHOWN_UNRECORDED = frozenset((Category.PACT, Category.DUTIES, Category.AID, Category.PROOFS))
"""What those who live and work together rely on every day. Of an identity only the first name stays."""

KEPT_ON_A_PHONE = SHOWN_UNRECORDED | {
    Category.IDENTITY, Category.EXPENSES, Category.TENSION_AGREEMENT, Category.VISIT_SHARED,
    Category.VISIT_PROFESSIONAL, Category.GOALS, Category.STAYS,
}  # fmt: skip
"""What may stand, sealed, on the phone of who may read it; a page that opens anything else is never kept there."""
