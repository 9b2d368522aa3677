"""Whether the process in this container is well, asked at its private port: exit code 0 or 1."""

import os
import sys
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 3


def main(path: str) -> int:
    port = os.environ.get("CASA_METRICS_PORT", "9100")
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
            return int(answer.status != 200)
    except (URLError, OSError):
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "/healthz"))
