"""The intake service."""

from services.intake.application import APPLICATION
from services.intake.call import CALL
from services.intake.contact import CONTACT
from services.intake.entry import ENTRY
from services.intake.numbers import NUMBERS
from services.intake.policy import dues
from services.kernel.runtime import run_alone, service

app = service("intake", deciders=(CALL, APPLICATION, ENTRY, CONTACT, NUMBERS), dues=dues)

if __name__ == "__main__":
    run_alone(app)
