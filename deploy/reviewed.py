"""`make reviewed BY=name`: somebody has read what a restore found; until then the house says that it is not well."""

import os
import sys
from pathlib import Path

from deploy.keep import review


def main() -> int:
    """``python -m deploy.reviewed NAME``. CASA_DATA names the house, running or stopped."""
    data = Path(os.environ.get("CASA_DATA") or "var/casa")
    who = (sys.argv[1] if len(sys.argv) > 1 else "").strip()
    if not who:
        sys.stderr.write("Chi ha letto? Scrivi BY=nome.\nWho has read it? Say BY=name.\n")
        return 1
    found = review.waiting(data)
    if found is None:
        sys.stdout.write("Non c'è nulla da rivedere. There is nothing to review.\n")
        return 0
    sys.stdout.write(review.told(found))
    review.done(data, who)
    return 0


if __name__ == "__main__":
    sys.exit(main())
