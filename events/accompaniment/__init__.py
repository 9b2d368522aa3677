"""Plans, visits, goals, stays, life projects and what a person shares: facts and commands."""

from events.accompaniment import (
    continuity,
    glass,
    goal,
    life_project,
    look,
    nights,
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
    "life_project",
    "look",
    "nights",
    "plan",
    "sharing",
    "stay",
    "staying",
    "visit",
]
