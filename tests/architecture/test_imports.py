"""Walls between rooms: the contracts of pyproject.toml, and that they can fail."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture.only import OnlyContract

ROOT = Path(__file__).parents[2]


def test_no_room_reaches_through_a_wall():
    program = Path(sys.executable).with_name("lint-imports")

    outcome = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("module", "imported", "kept"),
    [
        ("services.intake.application", "events.message", True),
        ("services.intake.application", "services.intake.ranking", True),
        ("services.intake.application", "datetime", True),
        ("services.intake.application", "services.pacts.pact", False),
        ("services.intake.application", "eventsourcing", False),
        ("services.intake.service", "eventsourcing", True),
    ],
)
def test_an_aggregate_may_import_only_what_its_contract_names(module, imported, kept):
    graph = grimp.ImportGraph()
    graph.add_import(importer=module, imported=imported)
    contract = OnlyContract(
        name="rules are pure",
        session_options={},
        contract_options={
            "modules": ["services.*.*"],
            "but_not": ["services.*.service", "services.pacts.*"],
            "may_import": ["own", "events"],
        },
    )

    assert contract.check(graph, verbose=False).kept is kept
