"""The six aggregates of the context, and what each may look at of the others."""

from collections.abc import Mapping

from events.message import Command
from events.pacts import cohabitation as living
from events.pacts import duties as work
from events.pacts import ledger as money
from events.pacts import pact as agreed
from events.pacts import residence as residing
from events.pacts import tension as talking
from events.pacts.pact import pact_of
from services.kernel.deciding import Decider, Read
from services.pacts import (
    agreement,
    cohabitation,
    duties,
    house,
    ledger,
    pact,
    residence,
    rota,
    talk,
    tension,
)


def the_pact(command: Command) -> Mapping[str, Read]:
    return {"pact": Read(PACT, pact_of(command.dossier))}


def the_house(command: Command) -> Mapping[str, Read]:
    return {"house": Read(COHABITATION, command.dossier)}


def house_and_pact(command: Command) -> Mapping[str, Read]:
    return {**the_house(command), **the_pact(command)}


COHABITATION = Decider(
    house.Cohabitation(),
    cohabitation.decide,
    house.evolve,
    commands=(
        living.FormCohabitation,
        living.StartTrial,
        living.ActivateCohabitation,
        living.AdmitMember,
        living.RemoveMember,
        living.SuspendCohabitation,
        living.ResumeCohabitation,
        living.CloseCohabitation,
    ),
    reads=the_pact,
)

PACT = Decider(
    agreement.Pact(),
    pact.decide,
    agreement.evolve,
    commands=(
        agreed.DraftPact,
        agreed.AmendPact,
        agreed.ExplainPact,
        agreed.SignPact,
        agreed.GiveNotice,
        agreed.EndPact,
    ),
    reads=the_house,
)

DUTIES = Decider(
    rota.Rota(),
    duties.decide,
    rota.evolve,
    commands=(
        work.SetDuties,
        work.WeighDuties,
        work.AssignTurns,
        work.ReleaseTurns,
        work.DoDuty,
        work.UndoDuty,
        work.AskSwap,
        work.AgreeSwap,
        work.DeclineSwap,
        work.NoteAbsence,
    ),
    reads=the_house,
)

RESIDENCE = Decider(
    residence.Residence(),
    residence.decide,
    residence.evolve,
    commands=(residing.TakeResidence, residing.LeaveResidence),
)

TENSION = Decider(
    talk.Talks(),
    tension.decide,
    talk.evolve,
    commands=(
        talking.OpenTension,
        talking.TellSide,
        talking.EndCooling,
        talking.InviteMediator,
        talking.DismissMediator,
        talking.HoldMediation,
        talking.ProposeTrialRule,
        talking.AgreeTrialRule,
        talking.RemindReview,
        talking.ReviewTrialRule,
        talking.CloseTension,
    ),
    reads=house_and_pact,
)

LEDGER = Decider(
    ledger.Ledger(),
    ledger.decide,
    ledger.evolve,
    commands=(money.RecordExpense, money.CounterExpense, money.Settle),
    reads=house_and_pact,
)
