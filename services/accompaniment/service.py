"""The accompaniment service: plans, visits, goals and shares behind one door."""

from services.accompaniment.glass import GLASS
from services.accompaniment.goal import GOAL
from services.accompaniment.plan import PLAN
from services.accompaniment.policy import dues, react
from services.accompaniment.sharing import SHARES
from services.accompaniment.visit import VISIT
from services.kernel.runtime import run_alone, service

app = service(
    "accompaniment", deciders=(PLAN, VISIT, GOAL, GLASS, SHARES), react=react, dues=dues, listens=("pacts",)
)

if __name__ == "__main__":
    run_alone(app)
