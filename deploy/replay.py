"""`make replay`: asks a house that lives to try again what stands parked in its read model."""

import os
import sys
from pathlib import Path

from deploy.preflight import CannotStart
from deploy.rebuild import lived_in
from frontend.freeing import ASKED


def main() -> int:
    """``python -m deploy.replay``. CASA_DATA names the house."""
    data = Path(os.environ.get("CASA_DATA") or "var/casa")
    try:
        lived_in(data)
    except CannotStart as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    (data / "read").mkdir(exist_ok=True)
    (data / "read" / ASKED).touch()
    sys.stdout.write("What stands parked in the read model is tried again; /healthz tells what is left.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
