"""The service worker: our own text, headed by what it keeps; or, pulled by a switch, one that takes itself away."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from frontend import assets
from frontend.headers import POLICY
from frontend.templating import ROOT

OFF = "phone-off"
"""The name of a file in the house's data: while it is there, phones give up their worker (never what waits)."""


def text(data: Path) -> str:
    return assets.lean(assets.STATIC / "phone" / "gone.js") if (data / OFF).exists() else worker()


@cache
def worker() -> str:
    """Changes with every file of the shell, and with nothing else."""
    own = "".join(assets.lean(assets.STATIC / "phone" / f"{name}.js") for name in ("sw", "notices"))
    made = assets.mailbox() + own
    build = sha256((made + "".join([*shell(), *templates()])).encode()).hexdigest()[:12]
    head = {"BUILD": build, "FILES": shell(), "POLICY": POLICY}
    return "".join(f"const {name} = {json.dumps(it)};\n" for name, it in head.items()) + made


def shell() -> list[str]:
    """What every page is dressed in."""
    vendored = [assets.vendored(name) for name in ("htmx.min.js", "hx-sse.min.js")]
    return [*assets.own(), *vendored, "/static/vendor/atkinson.woff2", "/static/img/icon.svg"]


def templates() -> list[str]:
    """The source of the two pages that are kept whole."""
    files = sorted([*(ROOT / "layout").rglob("*.html"), *(ROOT / "pages" / "sendings").glob("*.html")])
    return [file.read_text("utf-8") for file in files]
