"""Child processes that never outlive us, however we end."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
WATCHER = Path(__file__).with_name("watcher.py")
# Elsewhere than on Linux no signal tells a child that its parent died: a second process waits on a pipe.
WATCHED = sys.platform != "linux"


def spawn(argv: Sequence[str | Path], **options: Any) -> subprocess.Popen[bytes]:
    """Starts a process in its own session, so that Ctrl-C reaches only us, and killed when we die.

    `options` go to `subprocess.Popen`. Raises RuntimeError outside the main thread.
    """
    if WATCHED:
        return watch(subprocess.Popen(argv, start_new_session=True, **options))
    if threading.current_thread() is not threading.main_thread():
        # The kernel sends the signal when the *thread* that forked ends, not the process.
        raise RuntimeError("children are started from the main thread")
    return subprocess.Popen(argv, start_new_session=True, preexec_fn=die_with(os.getpid()), **options)


def die_with(parent: int) -> Callable[[], None]:
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the kernel was told
            os._exit(1)

    return bind


def watch(child: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    watcher = subprocess.Popen(
        [sys.executable, WATCHER, str(child.pid)], stdin=subprocess.PIPE, start_new_session=True
    )
    child.watcher = watcher  # type: ignore[attr-defined]  # its pipe must live exactly as long as we do
    return child


def stop(child: subprocess.Popen[bytes], patience: float = 5.0, ask: int = signal.SIGTERM) -> int:
    """Asks the child to end and waits; after `patience` seconds it is killed. Returns its exit code."""
    child.send_signal(ask)
    try:
        return child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()
    finally:
        dismiss(getattr(child, "watcher", None))


def dismiss(watcher: subprocess.Popen[bytes] | None) -> None:
    if watcher:
        watcher.kill()
        watcher.communicate()
