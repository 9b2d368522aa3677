"""compose.yaml says what the house really needs: every process, its settings, its secrets, and no more."""

import re
import shutil
import subprocess

import pytest

from deploy import split
from deploy.containers import secrets
from deploy.nats.permissions import USERS
from deploy.web import NEIGHBOURS
from services.kernel.settings import Settings
from services.post.settings import PostSettings
from tests.deploy.containers import COMPOSE, JOBS, OURS, PARTS, ROOT, environment, secrets_of
from tests.parts.nats import IMAGE

KNOWN = {f"CASA_{name.upper()}" for name in (*Settings.model_fields, *PostSettings.model_fields)}
# Read by a process without the settings: the witness's own user, the site of Caddy.
KNOWN |= {"CASA_WITNESS_USER"}
CADDY = (ROOT / "deploy/caddy/Caddyfile").read_text()
LOOKS_LIKE_A_SECRET = re.compile(r"(PASSWORD|SECRET|_KEY|TOKEN)(_FILE)?$")


def module(name: str) -> str:
    *python, found = OURS[name]["command"]
    assert python == ["python", "-m"]
    return found


def test_every_process_of_the_house_is_there_under_the_same_command():
    running = {name: module(name) for name in OURS if name not in JOBS}

    assert set(running.values()) == set(split.PARTS)
    assert sorted(name for name, it in running.items() if it == "deploy.web") == ["web-1", "web-2"]
    assert set(NEIGHBOURS) == {name for name in running if not name.startswith("web-")}
    assert {module(job) for job in JOBS} == {"deploy.nats.streams", "deploy.containers.database"}


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_a_pinned_image_limits_and_no_more_rights_than_it_needs(name):
    part = PARTS[name]

    assert re.search(r":\d+\.\d+(\.\d+)?(-alpine)?$", part["image"]), part["image"]
    assert part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]
    assert set(part["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert part["healthcheck"].get("test") or name in JOBS
    assert ("ports" in part) == (name == "caddy")


@pytest.mark.parametrize("name", OURS)
def test_ours_writes_nowhere_but_into_its_volumes_and_is_nobody(name):
    assert OURS[name]["read_only"]
    assert OURS[name]["user"] == "10001:10001"
    assert all(volume.split(":")[0] in COMPOSE["volumes"] for volume in OURS[name].get("volumes", ()))


@pytest.mark.parametrize("name", OURS)
def test_every_setting_is_one_that_is_read_and_no_secret_stands_in_it(name):
    said = environment(name)

    assert {key for key in said if key.startswith("CASA_")} <= KNOWN
    assert [
        key
        for key, it in said.items()
        if LOOKS_LIKE_A_SECRET.search(key) and not it.startswith("/run/secrets/")
    ] == []
    assert "@" not in said.get("CASA_STORE", "").partition(":")[2].replace(f"{role(name)}@", "")
    files = {f"/run/secrets/{target}" for target in secrets_of(name)}
    files |= {"/run/secrets/nats_password"} if name == "database" else set()  # it does not speak there
    assert {it for key, it in said.items() if key.endswith("_FILE")} <= files


def role(name: str) -> str:
    return "casa" if name == "database" else name


def test_settings_can_be_made_of_every_environment(monkeypatch, tmp_path):
    (tmp_path / "password").write_text("p@ss/word\n")
    for name in OURS:
        for key, value in environment(name).items():
            monkeypatch.setenv(key, str(tmp_path / "password") if key.endswith("_FILE") else value)
        settings = Settings()
        assert settings.store == "sqlite" or ":p%40ss%2Fword@postgres" in settings.store
        PostSettings()


def test_every_secret_is_a_file_that_make_secrets_makes_and_goes_to_whom_it_belongs(tmp_path):
    made = {*secrets.make(tmp_path), "first-run.json"}
    named = {it["file"].rpartition("/")[2] for it in COMPOSE["secrets"].values()}

    assert all(it["file"].startswith("./var/secrets/") for it in COMPOSE["secrets"].values())
    assert named <= made
    assert {f"nats_{user}" for user in USERS} - named == {"nats_witness_a", "nats_witness_b"}
    holders = {name: {source for source in secrets_of(name).values()} for name in OURS}
    assert [name for name in holders if "vault.key" in holders[name]] == ["vault"]
    assert [name for name in holders if "history.key" in holders[name]] == ["history"]
    assert [name for name in holders if "claims.key" in holders[name]] == ["web-1", "web-2"]
    assert [name for name in holders if "postgres" in holders[name]] == ["database"]


def test_two_web_nodes_share_nothing_that_is_written():
    volumes = [volume.split(":")[0] for name in OURS for volume in OURS[name].get("volumes", ())]

    assert len(volumes) == len(set(volumes))
    assert OURS["web-1"]["environment"] == OURS["web-2"]["environment"]


def test_facts_keys_and_stores_have_no_way_out():
    assert COMPOSE["networks"]["back"]["internal"]
    assert {name for name in PARTS if "front" in PARTS[name]["networks"]} == {"caddy", "web-1", "web-2"}
    assert {name for name in PARTS if "out" in PARTS[name]["networks"]} == {"post"}
    (trusted,) = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert environment("web-1")["CASA_PROXIES"] == trusted["subnet"]


def test_nothing_starts_before_what_it_needs():
    for name in split_services():
        waits = OURS[name]["depends_on"]
        assert waits["topology"]["condition"] == "service_completed_successfully"
        assert waits["database"]["condition"] == "service_completed_successfully"
        assert waits["vault"]["condition"] == "service_healthy"
    assert PARTS["caddy"]["depends_on"]["web-1"]["condition"] == "service_healthy"


def test_tests_in_containers_stand_on_the_same_message_server():
    assert PARTS["nats"]["image"] == IMAGE


def split_services() -> list[str]:
    return [name for name in OURS if "CASA_STORE" in OURS[name]["environment"] and name not in JOBS]


def test_the_proxy_shows_no_measures_writes_the_address_itself_and_holds_no_live_page_up():
    assert "@inner path /metrics /metrics/* /healthz /readyz" in CADDY
    assert "respond @inner 404" in CADDY
    assert "header_up X-Forwarded-For {remote_host}" in CADDY
    assert "flush_interval -1" in CADDY
    assert "health_uri /readyz" in CADDY
    assert environment("web-1")["CASA_CLIENT_ADDRESS_HEADER"] == "x-forwarded-for"
    assert all(f"{node}:8000" in CADDY for node in ("web-1", "web-2"))


@pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is not installed here")
def test_caddy_understands_its_file():
    done = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", ROOT / "deploy/caddy/Caddyfile"],
        capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
