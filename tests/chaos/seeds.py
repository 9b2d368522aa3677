"""`make chaos-seeds`: every kept seed again, one after the other."""

import subprocess
import sys

from tests.chaos.test_slice import seeds


def main() -> int:
    codes = [
        subprocess.run([sys.executable, "-m", "tests.chaos", faults, seed, store], check=False).returncode
        for seed, faults, store in seeds()
    ]
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
