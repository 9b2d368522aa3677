"""What may be shown although nobody could write down who looks. All else then stays closed."""

from events.category import Category

SHOWN_UNRECORDED = frozenset((Category.PACT, Category.DUTIES, Category.AID, Category.PROOFS))
"""What those who live and work together rely on every day. Of an identity only the first name stays."""
