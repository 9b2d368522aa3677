"""What stands in the way of a start is one line that says what to do, in both languages, and nothing is started."""

import os
import socket
import subprocess
import sys

import pytest

from tests.parts.free_port import free_port


def started(how, data, **settings):
    """What a start that ends by itself leaves: (exit code, what it said)."""
    env = os.environ | {"CASA_DATA": str(data), "CASA_PORT": str(free_port()), **settings}
    ended = subprocess.run([sys.executable, "-m", *how], env=env, capture_output=True, text=True, timeout=30)
    return ended.returncode, ended.stdout + ended.stderr


HOUSE, SPLIT = ("deploy.house", "run"), ("deploy.split",)


@pytest.mark.parametrize("how", [HOUSE, SPLIT])
def test_a_port_that_is_taken_is_named(how, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        code, said = started(how, tmp_path, CASA_PORT=port)

    assert code == 1
    assert f"La porta {port} è già occupata" in said
    assert f"Port {port} is taken" in said
    assert "Traceback" not in said
    assert not (tmp_path / "nats").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("CASA_PORT", "abc"), ("CASA_PORT", "99999"), ("CASA_ZONE", "Nowhere"), ("CASA_STORE", "mysql")],
)
def test_a_setting_that_makes_no_sense_is_named(name, value, tmp_path):
    code, said = started(HOUSE, tmp_path, **{name: value})

    assert code == 1
    assert f"{name}={value}" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("how", [HOUSE, SPLIT])
def test_a_folder_that_cannot_be_written_is_named(how, tmp_path):
    (tmp_path / "a file").touch()

    code, said = started(how, tmp_path / "a file" / "data")

    assert code == 1
    assert "CASA_DATA" in said
    assert "Traceback" not in said


def test_a_store_that_does_not_answer_is_told(tmp_path):
    code, said = started(HOUSE, tmp_path, CASA_STORE=f"postgresql://nobody@127.0.0.1:{free_port()}/none")

    assert code == 1
    assert "CASA_STORE" in said
    assert "Traceback" not in said


def test_a_rebuild_where_no_house_is_says_so(tmp_path):
    code, said = started(("deploy.rebuild",), tmp_path)

    assert code == 1
    assert "There is no house in" in said
