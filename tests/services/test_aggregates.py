"""Each stream belongs to one aggregate: its facts and commands share a module, and no two aggregates share one."""

from events.message import COMMANDS, FACTS
from services.accompaniment.service import app as accompaniment
from services.intake.service import app as intake
from services.kernel.runtime import Service
from services.matching.service import app as matching
from services.network.service import app as network
from services.pacts.service import app as pacts

SERVICES: tuple[Service, ...] = (network, intake, matching, pacts, accompaniment)
# Web nodes write these down: nothing is decided about them.
WITHOUT_RULES = ("reads",)
OURS = [
    it for catalogue in (FACTS, COMMANDS) for it in catalogue.values() if it.__module__.startswith("events.")
]


def test_every_fact_has_exactly_one_aggregate_in_its_own_service() -> None:
    for fact in (it for it in OURS if it.TOPIC in FACTS and it.context() not in WITHOUT_RULES):
        owners = [
            service.name
            for service in SERVICES
            for decider in service.deciders
            if fact.__module__ in {command.__module__ for command in decider.commands}
        ]
        assert owners == [fact.context()], fact.TOPIC


def test_every_command_is_decided_once_in_its_own_service() -> None:
    decided = [
        (it.name, command) for it in SERVICES for decider in it.deciders for command in decider.commands
    ]

    assert sorted(command.TOPIC for _, command in decided) == sorted(COMMANDS)
    assert all(name == command.context() for name, command in decided)
