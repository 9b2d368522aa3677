"""A demo house whose clock a test may set: the file `clock` in its data holds the instant it pretends it is."""

import os
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from deploy import house
from services.history.service import app as history
from services.kernel import clock

GLANCE = 0.05
history.every = 3.0  # whoever waits for a signature need not wait a minute


def watch(file: Path) -> None:
    """The house's one clock stands still at what the file says, until it says something else."""
    told = ""
    while True:
        time.sleep(GLANCE)
        said = file.read_text() if file.exists() else ""
        if said != told:
            told = said
            clock.pretend(None if said == "now" else datetime.fromisoformat(said))
            file.with_suffix(".heard").write_text(said)


if __name__ == "__main__":
    threading.Thread(target=watch, args=(Path(os.environ["CASA_DATA"]) / "clock",), daemon=True).start()
    sys.exit(house.main())
