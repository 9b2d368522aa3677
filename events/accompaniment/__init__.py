"""Plans, visits, goals, stays, life projects and what a person shares: facts and commands."""

from events.accompaniment import (
    continuity,
    glass,
    goal,
    help,
    life_project,
    look,
    nights,
    own_days,
    plan,
    sharing,
    stay,
    staying,
    visit,
)

__all__ = [
    "continuity",
    "glass",
    "goal",
    "help",
    "life_project",
    "look",
    "nights",
    "own_days",
    "plan",
    "sharing",
    "stay",
    "staying",
    "visit",
]
