"""The jobs of compose.yaml, run as processes: tables, roles and streams are as the services need them."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from deploy.nats.permissions import USERS
from services.kernel.courier import CONTEXTS
from services.kernel.store import Store
from tests.deploy.containers import JOBS, Containers
from tests.parts.postgres import Postgres
from tests.services.kernel.test_store import record


def test_the_role_of_a_service_adds_facts_and_changes_none(
    containers: Containers, postgres_server: Postgres
) -> None:
    said = [containers.job(job) for job in JOBS]
    again = [containers.job(job) for job in JOBS]

    store = Store("network", address(containers, "network"), containers.folder)
    store.append([record()])
    store.close()
    with psycopg.connect(address(containers, "network"), autocommit=True) as role:
        for forbidden in (
            "UPDATE network.stored_events SET topic = 'x'",
            "DELETE FROM network.replies",
            "SELECT count(*) FROM intake.stored_events",
            "CREATE TABLE network.mine (x int)",
        ):
            with pytest.raises(InsufficientPrivilege):
                role.execute(forbidden)
    assert "CASA_INTAKE: created" in said[0]
    assert "CASA_INTAKE: unchanged" in again[0]


def address(containers: Containers, role: str) -> str:
    password = (containers.secrets / f"postgres_{role}").read_text()
    return f"postgresql://{role}:{password}@{containers.store}"


def test_secrets_are_made_once_and_each_is_its_owners_only(token):
    from deploy.containers import secrets

    folder, _ = token
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert secrets.make(folder) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert {f"nats_{user}" for user in USERS} <= set(before)
    assert {f"postgres_{context}" for context in CONTEXTS} <= set(before)
