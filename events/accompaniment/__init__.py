"""Plans, visits, goals and what a person shares: facts and commands."""

from events.accompaniment import glass, goal, plan, sharing, visit

__all__ = ["glass", "goal", "plan", "sharing", "visit"]
