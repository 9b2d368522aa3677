"""Children never outlive the house, and a data folder has one house."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from deploy import child, lock
from deploy.nats import server

PARENT = """
import pathlib, sys, time
from deploy import child, lock
from deploy.nats import server
child.WATCHED = sys.argv[2] == "watched"
with lock.hold(pathlib.Path(sys.argv[1])) as descriptor:
    running = server.start(pathlib.Path(sys.argv[1]), inherit=[descriptor])
    print(running.process.pid, flush=True)
    time.sleep(60)
"""


def house(data, way="bound"):
    """A process with a message server as its child: (the process, the child's pid)."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, data, way], stdout=subprocess.PIPE, text=True)
    return parent, int(parent.stdout.readline())


def gone(pid, within=3.0):
    """Whether the process ends in time; one that is dead and not yet collected counts as gone."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("way", ["bound", "watched"])
def test_killing_the_house_leaves_no_message_server(tmp_path, way):
    parent, server_pid = house(tmp_path, way)

    parent.kill()
    parent.communicate()

    assert gone(server_pid)


def test_ctrl_c_in_the_terminal_does_not_reach_the_message_server_first(tmp_path):
    running = server.start(tmp_path)

    assert os.getsid(running.process.pid) != os.getsid(0)
    running.stop()
    assert running.process.returncode is not None


def test_stopping_waits_for_the_end_and_kills_the_stubborn():
    stubborn = child.spawn(
        [
            sys.executable,
            "-c",
            "import signal; signal.signal(15, signal.SIG_IGN); print(1, flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    stubborn.stdout.readline()

    assert child.stop(stubborn, patience=0.2) == -signal.SIGKILL


def test_a_server_that_cannot_start_says_why(tmp_path):
    running = server.start(tmp_path / "one")
    port = int(running.url.rpartition(":")[2])

    with pytest.raises(server.NatsNotReady, match="address already in use"):
        server.start(tmp_path / "two", port)
    running.stop()


def test_a_second_house_on_the_same_data_is_refused_by_name(tmp_path):
    parent, _ = house(tmp_path)
    try:
        with pytest.raises(
            lock.DataInUse, match=f"processo {parent.pid}.*\n.*process {parent.pid}"
        ) as refusal:
            lock.hold(tmp_path).__enter__()
        assert refusal.value.pid == parent.pid
    finally:
        parent.kill()
        parent.communicate()


def test_after_a_killed_house_the_next_one_starts_at_once(tmp_path):
    parent, server_pid = house(tmp_path)
    parent.kill()
    parent.communicate()

    with lock.hold(tmp_path):
        assert gone(server_pid, within=0.1)


def test_two_houses_on_different_data_live_side_by_side(tmp_path):
    with lock.hold(tmp_path / "one"), lock.hold(tmp_path / "two"):
        assert (tmp_path / "one" / "house.lock").read_text() == str(os.getpid())
