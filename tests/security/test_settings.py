"""Settings of the security floor that no other test holds; `make floor` shows that these notice when one is gone."""

import re
import sqlite3
import stat
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
import structlog
from psycopg.errors import InsufficientPrivilege

from frontend.headers import POLICY
from frontend.templating import environment, render
from services.kernel.courier import connection
from services.kernel.database import opened
from services.kernel.store import Store
from tests.frontend.house import House
from tests.parts.postgres import Postgres, execute
from tests.people import MARTA
from tests.services.kernel.test_store import record

ROOT = Path(__file__).parents[2]
PROMISED = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "connect-src": "'self'",
    "manifest-src": "'self'", "worker-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'",
    "base-uri": "'none'", "object-src": "'none'",
}  # fmt: skip


def test_the_content_policy_is_the_one_we_promised():
    said = dict(part.split(" ", 1) for part in POLICY.split("; "))

    assert PROMISED.items() <= said.items()
    assert set(said["img-src"].split()) <= {"'self'", "blob:", "data:"}
    assert "unsafe" not in POLICY


def test_htmx_adds_no_style_and_keeps_no_copies_of_pages():
    """htmx 4 keeps no history of its own; what it could add is a style sheet the policy would refuse."""
    html = render("layout/base.html", {})

    assert re.search(r'<meta name="htmx-config" content="[^"]*includeIndicatorCSS:false', html)
    assert '"version": "4.' in (ROOT / "frontend/node_modules/htmx.org/package.json").read_text()


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'><svg/onload=x>"]
)
def test_what_people_write_stays_text(words: str):
    html = environment().from_string('<p title="{{ words }}">{{ words }}</p>').render(words=words)

    assert not re.search(r"<(script|img|svg)", html)
    assert html.count("<") == 2


async def test_a_request_is_logged_without_ids_or_words(web: House):
    dossier = uuid4()
    with structlog.testing.capture_logs() as lines:
        async with web.browser(MARTA) as client:
            await client.get(f"/convivenze/{dossier}/visite?parola=canarino")

    said = str([line for line in lines if line["event"] == "request"])
    assert said != "[]"
    assert str(dossier) not in said
    assert "canarino" not in said
    assert str(MARTA.id) not in said


def test_a_client_notices_a_silent_server_within_seconds_and_never_gives_up():
    options = connection("pacts", "secret")

    assert options["ping_interval"] * options["max_outstanding_pings"] <= 5
    assert options["max_reconnect_attempts"] == -1


def test_a_file_of_ours_is_durable_overwrites_what_it_deletes_and_is_its_owners_only(tmp_path: Path):
    db = opened(tmp_path / "own" / "keys.sqlite", "CREATE TABLE t (x)")

    found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    found["secure_delete"] = db.execute("PRAGMA secure_delete").fetchone()[0]
    db.close()

    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
    assert stat.S_IMODE((tmp_path / "own" / "keys.sqlite").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o700


def test_a_role_that_can_only_add_is_enough_to_append(postgres_server: Postgres, tmp_path: Path):
    """So that the role which owns the table never runs in production (PROMISES E21)."""
    context, role = f"t{uuid4().hex[:12]}", f"r{uuid4().hex[:12]}"
    Store(context, address(postgres_server, "casa"), tmp_path).close()
    for right in (
        f"CREATE ROLE {role} LOGIN PASSWORD 'casa'",
        f"GRANT USAGE, CREATE ON SCHEMA {context} TO {role}",
        f"GRANT CREATE ON DATABASE postgres TO {role}",
        f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {context} TO {role}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {context} TO {role}",
    ):
        execute(postgres_server, right)

    store = Store(context, address(postgres_server, role), tmp_path)
    store.append([record()])
    store.close()

    with psycopg.connect(as_role(postgres_server, role)) as connected:
        assert connected.execute(f"SELECT count(*) FROM {context}.stored_events").fetchone() == (1,)
        with pytest.raises(InsufficientPrivilege):
            connected.execute(f"UPDATE {context}.stored_events SET topic = 'x'")


def address(server: Postgres, user: str) -> str:
    return f"postgresql://{user}:{server.password}@/postgres?host={quote(server.host, safe='')}&port={server.port}"


def as_role(server: Postgres, role: str) -> str:
    return f"host={server.host} port={server.port} user={role} password={server.password} dbname=postgres"


def test_every_dependency_is_pinned_and_its_bytes_are_checked():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        blocks = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text())
        named = [block for block in blocks if not block.startswith("#")]
        assert named
        assert [block for block in named if "==" not in block or "--hash=sha256:" not in block] == []
        assert "://" not in "".join(named)
    assert (
        "uv pip sync --quiet --python .venv/bin/python --require-hashes"
        in (ROOT / "deploy/setup.sh").read_text()
    )


def test_a_store_is_only_ever_read_by_its_owner(tmp_path: Path):
    Store("pacts", "sqlite", tmp_path).close()

    for file in tmp_path.glob("pacts.sqlite*"):
        with sqlite3.connect(file):
            assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file.name
