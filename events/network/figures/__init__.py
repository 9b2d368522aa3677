"""What a funding line comes to in a period: counted the same way by the page, by the house and by the auditor.

Only the standard library, and nothing of ours from outside: the auditor's one-file program carries these rooms,
one after the other in the order of ROOMS, so no two of them give the same name to different things.
"""

from events.network.figures.adding import counted, line_figures, totals
from events.network.figures.counts import COSTS, FIGURES, Counted, Record

ROOMS = ("counts", "days", "lines", "efforts", "nights", "spending", "adding")

__all__ = ["COSTS", "FIGURES", "ROOMS", "Counted", "Record", "counted", "line_figures", "totals"]
