"""The nineteen kinds of personal matter (visibility matrix of the domain): every sealed value names one."""

from enum import StrEnum


class Category(StrEnum):
    """Order and meaning follow the visibility matrix; ``events.access`` says who sees which."""

    IDENTITY = "identity"
    APPLICATION = "application"
    SCORES = "scores"
    DISABILITY = "disability"
    JUDICIAL = "judicial"
    MATCH = "match"
    PACT = "pact"
    DUTIES = "duties"
    EXPENSES = "expenses"
    TENSION_SIDE = "tension-side"
    TENSION_AGREEMENT = "tension-agreement"
    VISIT_SHARED = "visit-shared"
    VISIT_PROFESSIONAL = "visit-professional"
    GOALS = "goals"
    STAYS = "stays"
    INCIDENTS = "incidents"
    AID = "aid"
    READS = "reads"
    PROOFS = "proofs"
