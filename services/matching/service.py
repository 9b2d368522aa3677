"""The matching service: homes, candidates, rounds and proposals behind one door."""

from services.kernel.runtime import run_alone, service
from services.matching.candidate import CANDIDATE
from services.matching.home import HOME
from services.matching.policy import react
from services.matching.proposal import PROPOSAL
from services.matching.round import ROUND

app = service("matching", deciders=(HOME, CANDIDATE, ROUND, PROPOSAL), react=react, listens=("intake",))

if __name__ == "__main__":
    run_alone(app)
