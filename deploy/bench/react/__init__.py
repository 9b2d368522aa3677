"""The control for first loads: fifty rows drawn by React, with the same style sheet and the same letters as ours."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid5

from litestar import Litestar, Request, Response, get

from deploy.bench.asks import SPACE
from frontend.assets import STATIC, stylesheet
from frontend.packing import served

HERE = Path(__file__).parent
BUILT = Path("var/bench-extras/react/page.js")
PAGE = """<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Oggi</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="preload" href="/static/vendor/atkinson.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/page.css"></head>
<body><div id="page"></div><script defer src="/page.js"></script></body></html>"""
ROWS = [
    {"id": str(uuid5(SPACE, f"row {n}")), "at": f"{8 + n // 5:02}:{n % 5 * 12:02}",
     "name": f"Nome{n} Cognome{n}", "place": f"Via Urbicciani {n}, Lucca"}
    for n in range(50)
]  # fmt: skip


def app() -> Litestar:
    """Raises FileNotFoundError where ``make bench-extras`` has not built the script."""
    script, style = BUILT.read_bytes(), stylesheet()[1]
    letters = (STATIC / "vendor" / "atkinson.woff2").read_bytes()
    parts = {
        "/": (PAGE.encode(), "text/html"), "/page.js": (script, "text/javascript"),
        "/page.css": (style, "text/css"), "/rows.json": (json.dumps(ROWS).encode(), "application/json"),
        "/static/vendor/atkinson.woff2": (letters, "font/woff2"),
    }  # fmt: skip

    @get(list(parts))
    async def part(request: Request[Any, Any, Any]) -> Response[bytes]:
        body, kind = parts[request.url.path]
        return served(request, body, kind, {}) if kind != "font/woff2" else Response(body, media_type=kind)

    return Litestar([part], openapi_config=None)
