"""The pacts service."""

from services.kernel.runtime import run_alone, service
from services.pacts.deciders import COHABITATION, DUTIES, LEDGER, PACT, RESIDENCE, TENSION
from services.pacts.policy import dues, react

app = service(
    "pacts",
    deciders=(COHABITATION, PACT, DUTIES, RESIDENCE, TENSION, LEDGER),
    react=react,
    dues=dues,
    listens=("matching", "pacts"),
)

if __name__ == "__main__":
    run_alone(app)
