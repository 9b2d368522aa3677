"""Waits for its parent to die, then ends one other process (`watcher.py PID`), where no kernel does so."""

import os
import signal
import sys


def main(child: int) -> None:
    sys.stdin.buffer.read()  # a pipe from our parent: it closes however the parent ends
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    main(int(sys.argv[1]))
