"""Own style sheet and script: many small files in the tree, one hashed file each on the wire."""

import re
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


QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`)""")
SIGN = re.compile(r" *([=?:;,{}()<>|&!]) *")


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
    return _named("casa", "js", mailbox() + "".join(f"{{\n{lean(file)}}}\n" for file in files))


@cache
def asked(name: str) -> tuple[str, bytes]:
    """The same of a module that a page asks for only when something on it needs it."""
    return _named(name, "js", f"{{\n{lean(STATIC / 'js' / 'asked' / f'{name}.js')}}}\n")


def mailbox() -> str:
    """What a page and the worker share: both find it as `Casa`."""
    parts = "".join(lean(STATIC / "phone" / f"{name}.js") for name in ("store", "outbox", "copies"))
    return f"self.Casa = {{}};\n{{\n{parts}}}\n"


def lean(file: Path) -> str:
    """Without indents, comments and blanks round signs; no text of ours goes over a line, or has a backtick in it."""
    lines = (line.strip().partition(" // ")[0] for line in file.read_text("utf-8").splitlines())
    return "".join(f"{tight(line)}\n" for line in lines if line and not line.startswith("//"))


def tight(line: str) -> str:
    """What stands in quotes stays as it is."""
    parts = QUOTED.split(line)
    return "".join(part if n % 2 else SIGN.sub(r"\1", part) for n, part in enumerate(parts))


@cache
def own() -> dict[str, bytes]:
    """Every file of ours whose name tells its content, by its URL."""
    every = (
        stylesheet(),
        script(),
        *(asked(file.stem) for file in sorted((STATIC / "js" / "asked").glob("*.js"))),
    )
    return dict(every)


def _joined(folder: Path, pattern: str) -> str:
    return pressed("".join(file.read_text("utf-8") for file in sorted(folder.glob(pattern))))


def pressed(css: str) -> str:
    """The same rules without comments and the room round brackets, commas and semicolons; no text of ours has these."""
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r"\s*([{};,])\s*", r"\1", bare).replace(";}", "}").strip() + "\n"


def _named(stem: str, suffix: str, text: str) -> tuple[str, bytes]:
    body = text.encode()
    return f"/static/{stem}-{sha256(body).hexdigest()[:12]}.{suffix}", body


@cache
def vendored(name: str) -> str:
    """URL of a vendored file, with its hash as a query so that a new release is fetched anew."""
    file = STATIC / "vendor" / name
    mark = sha256(file.read_bytes()).hexdigest()[:12] if file.exists() else "missing"
    return f"/static/vendor/{name}?v={mark}"
