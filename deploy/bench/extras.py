"""`make bench-extras`: what only controls need, into a folder git ignores; nothing of it is a part of the house."""

import subprocess
import sys
from pathlib import Path
from shutil import copy

from deploy.assets import npm, with_node
from deploy.bench import react
from deploy.bench.match import EXTRAS

SCIPY = "scipy==1.17.1"


def main() -> int:
    EXTRAS.mkdir(parents=True, exist_ok=True)
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(EXTRAS), SCIPY]
    return subprocess.run(install, check=False).returncode or page(react.BUILT.parent)


def page(folder: Path) -> int:
    """React from npm through its lock file, and one minified script of it and of the page."""
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", "page.jsx"):
        copy(react.HERE / name, folder)
    return npm("ci", folder=folder) or bundled(folder)


def bundled(folder: Path) -> int:
    command = [
        "node", "node_modules/esbuild/bin/esbuild", "page.jsx", "--bundle", "--minify", "--jsx=automatic",
        '--define:process.env.NODE_ENV="production"', f"--outfile={react.BUILT.name}", "--log-level=warning",
    ]  # fmt: skip
    return subprocess.run(command, cwd=folder, env=with_node(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
