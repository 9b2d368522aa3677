"""Plans, visits, goals and what a person shares: facts and commands."""

from events.accompaniment import goal, plan, sharing, visit

__all__ = ["goal", "plan", "sharing", "visit"]
