"""What should be true before a stable home: a published list, each line with where it comes from. Data, no code.

The seeds of Lucca speak of «creare progressivamente le condizioni necessarie allo sviluppo e alla costruzione di un
progetto abitativo stabile» and name none: this list is our proposal for a territory to adopt or to change. A changed
list is a new edition; the order is the order of the path on the screen.
"""

from dataclasses import dataclass

from events.accompaniment.life_project import CONDITIONS, Condition

EDITION = CONDITIONS


@dataclass(frozen=True)
class Line:
    """``by_itself``: follows from a fact of the life project and needs nobody to declare it."""

    condition: Condition
    source: str
    by_itself: bool = False


LIST: tuple[Line, ...] = (
    Line("own-wish", "DM 23/11/2016, art. 3; D.Lgs. 62/2024, art. 24", by_itself=True),
    Line("nights-away", "Co.Mix, Lucca 2022-23"),
    Line("daily-tasks", "DM 23/11/2016, art. 2"),
    Line("day-filled", "Co.Mix, Lucca 2022-23; L. 68/1999"),
    Line("project-approved", "D.Lgs. 62/2024, art. 24-26", by_itself=True),
    Line("referente-named", "D.Lgs. 62/2024, art. 29", by_itself=True),
    Line("support-found", "L. 112/2016, art. 4; DM 23/11/2016, art. 5"),
    Line("if-tomorrow", "L. 112/2016, art. 1", by_itself=True),
)
