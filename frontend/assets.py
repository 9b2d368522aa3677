"""Own style sheet and script: many small files in the tree, one hashed file each on the wire."""

from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent / "static"
LAYERS = ("base", "layout", "components", "utilities")

# What the set-up copies from npm into static/vendor (never committed): name here -> path in node_modules.
VENDORED = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "hx-sse.min.js": "htmx.org/dist/ext/hx-sse.min.js",
    "atkinson.woff2": (
        "@fontsource-variable/atkinson-hyperlegible-next/files/"
        "atkinson-hyperlegible-next-latin-wght-normal.woff2"
    ),
}


@cache
def stylesheet() -> tuple[str, bytes]:
    """(URL with the hash of its content, UTF-8 bytes): safe to serve as immutable."""
    return _named("casa", "css", "".join([f"@layer {', '.join(LAYERS)};\n", *map(_layer, LAYERS)]))


def _layer(name: str) -> str:
    return f"@layer {name} {{\n{_joined(STATIC / 'css' / name, '*.css')}}}\n"


@cache
def script() -> tuple[str, bytes]:
    """(URL, UTF-8 bytes) of one ES module; each behaviour is a block, so names cannot meet."""
    files = sorted((STATIC / "js").glob("*.js"))
    return _named("casa", "js", "".join(f"{{\n{file.read_text('utf-8')}}}\n" for file in files))


def _joined(folder: Path, pattern: str) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.glob(pattern)))


def _named(stem: str, suffix: str, text: str) -> tuple[str, bytes]:
    body = text.encode()
    return f"/static/{stem}-{sha256(body).hexdigest()[:12]}.{suffix}", body


@cache
def vendored(name: str) -> str:
    """URL of a vendored file, with its hash as a query so that a new release is fetched anew."""
    file = STATIC / "vendor" / name
    mark = sha256(file.read_bytes()).hexdigest()[:12] if file.exists() else "missing"
    return f"/static/vendor/{name}?v={mark}"
