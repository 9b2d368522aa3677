"""The accompaniment service: plans, visits, goals, stays, life projects and shares behind one door."""

from services.accompaniment.continuity import CONTINUITY
from services.accompaniment.door import DOOR
from services.accompaniment.glass import GLASS
from services.accompaniment.goal import GOAL
from services.accompaniment.help import HELP
from services.accompaniment.incident import INCIDENT
from services.accompaniment.intention import INTENTION
from services.accompaniment.life_project import LIFE_PROJECT
from services.accompaniment.look import QUESTION
from services.accompaniment.nights import NIGHTS
from services.accompaniment.own_days import OWN_DAYS
from services.accompaniment.photo import PHOTO
from services.accompaniment.plan import PLAN
from services.accompaniment.policy import dues, react
from services.accompaniment.repair import REPAIR
from services.accompaniment.sharing import SHARES
from services.accompaniment.shelf import Shelf
from services.accompaniment.stay import BOOK
from services.accompaniment.visit import VISIT
from services.kernel.runtime import run_alone, service

app = service(
    "accompaniment",
    deciders=(
        PLAN,
        VISIT,
        DOOR,
        GOAL,
        INCIDENT,
        REPAIR,
        GLASS,
        SHARES,
        QUESTION,
        BOOK,
        NIGHTS,
        LIFE_PROJECT,
        CONTINUITY,
        OWN_DAYS,
        HELP,
        INTENTION,
        PHOTO,
    ),
    react=react,
    dues=dues,
    listens=("pacts", "matching", "network"),
    errands=(("shelf", lambda it: Shelf(it).run()),),
)

if __name__ == "__main__":
    run_alone(app)
