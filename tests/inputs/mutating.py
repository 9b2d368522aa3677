"""What a case becomes on its way: ids somebody has, tokens that fit or not, headers, cookies and bytes gone wrong."""

import json
import random
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from frontend.form_fields import PARTS
from frontend.urlencoded import KIND
from tests.frontend.expecting import IDS
from tests.frontend.walking import NOTHING_KNOWS_THIS
from tests.inputs.driving import Hand
from tests.inputs.generating import Case

KNOWN = [str(it) for ids in IDS.values() for it in ids]
STRANGE = ["\x00", "\ud800", "\u202e", "\u200b", "﻿", "'; DROP TABLE x --", "<script>alert(1)</script>", "{{7*7}}",
           "%00", "../../etc/passwd", "=HYPERLINK(1)", "9" * 400, "NaN", "-1", "1e999", "٣", "🏠" * 50, "x" * 70_000,
           "\r\nSet-Cookie: casa=x", "javascript:alert(1)", "2026-02-31", "0001-01-01", "", " "]  # fmt: skip
FIELDS = [
    ("role", "admin"),
    ("command_id", "x"),
    ("version", "-1"),
    ("after", "0" * 36),
    ("_csrf_token", "1"),
]
FIELD = [
    "/visite/{}/note",
    "/visite/{}/inizio",
    "/casa/fatti",
    "/turni/fatti",
    "/obiettivi",
    "/come-sto",
    "/{}",
]
HEADERS = [
    ("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site"), ("host", "evil.example"),
    ("sec-fetch-site", "same-origin"), ("hx-request", "true"), ("hx-target", "<b>"), ("x-casa", "bundle"),
    ("x-casa", "outbox"), ("x-http-method-override", "DELETE"), ("x-forwarded-host", "evil.example"),
    ("x-forwarded-for", "1.2.3.4, ::1"), ("accept-language", "zz;q=9e9," * 50), ("accept-encoding", "br;q=x, gzip"),
    ("if-none-match", '"' + "x" * 300), ("range", "bytes=9-1"), ("last-event-id", "-1"), ("content-type", "text/plain"),
    ("content-type", "multipart/form-data; boundary=x"), ("content-type", "application/json"), ("referer", "//evil"),
    ("content-type", KIND + "; charset=utf-7"), ("cookie", "casa=x; casa=y; lingua=../x"), ("cookie", "=; ;;=\x80"),
    ("user-agent", "\x80" * 300), ("x-session", "ended"), ("x-outbox", "{"), ("te", "trailers"), ("expect", "x"),
]  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """One request as its bytes, and what is known of how it was made."""

    case: Case
    whole: bytes
    own_cookie: bool
    path: str


def sent(case: Case, hand: Hand, chance: random.Random, never: bool = False) -> Sent:
    """``never``: with a field no form has, so that whatever else it says nothing is done."""
    path, host = addressed(case, chance), f"localhost:{hand.port}"
    kind, body = carried(case, hand, chance, never)
    cookie, token = hand.cookie, hand.token
    headers = {"host": host, "cookie": f"casa={cookie}", "origin": f"http://{host}"}
    if kind == "application/json" or case.method == "PUT":
        headers["x-casa"] = "outbox"
    headers |= {"content-type": kind} if kind else {}
    headers |= {"x-csrftoken": token} if chance.random() < 0.1 else {}
    for _ in range(chance.choice((0, 0, 0, 0, 1, 1, 2))):
        name, value = chance.choice(HEADERS)
        headers[name] = value
    own = headers["cookie"] == f"casa={cookie}"
    headers["content-length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    method = (
        chance.choice(("PUT", "DELETE", "HEAD", "PATCH", "TRACE")) if chance.random() < 0.01 else case.method
    )
    whole = f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1", "replace") + body
    return Sent(case, whole, own, path)


def addressed(case: Case, chance: random.Random) -> str:
    """Mostly with ids of somebody's, in the places of names; the others are what schemathesis made of them."""
    path = case.path or "/"
    if chance.random() < 0.8:
        path = re.sub(r"{(\w+)[^}]*}", lambda it: somebodys(it[1], chance), case.pattern)
    if "{" in case.pattern and chance.random() < 0.05:
        path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", lambda _: quote(odd(chance)[:300]), path)
    if chance.random() < 0.05:
        path += "?" + urlencode({chance.choice(("lingua", "pagina", "q", "chi", "dal")): odd(chance)[:900]})
    return re.sub(r"{[^}]*}", "qualcosa", path)


def somebodys(name: str, chance: random.Random) -> str:
    """An id of the kind the address is about, or of another kind."""
    return str(chance.choice(IDS[name])) if name in IDS and chance.random() < 0.9 else chance.choice(KNOWN)


def odd(chance: random.Random) -> str:
    return chance.choice(STRANGE).encode(errors="replace").decode()


def carried(case: Case, hand: Hand, chance: random.Random, never: bool) -> tuple[str, bytes]:
    """Media type and body."""
    if case.method == "GET":
        return "", b""
    if case.kind not in (KIND, ""):
        return case.kind, spoilt(queued(case.body, hand.user if not never else "", chance), chance)
    fields = [(name, text) for name, text in case.fields if name != "_csrf_token"]
    fields = [(name, dated(name, chance) or swapped(text, chance)) for name, text in fields]
    if chance.random() < 0.1:
        fields.append(chance.choice(FIELDS))
    if chance.random() < 0.05:
        fields += fields[:1]
    if chance.random() < 0.93:
        fields.insert(0, ("_csrf_token", hand.token))
    if never:
        return KIND, urlencode([*fields, *NOTHING_KNOWS_THIS.items()], errors="surrogatepass").encode()
    return KIND, spoilt(urlencode(fields, errors="surrogatepass").encode(), chance)


def queued(body: bytes, user: str, chance: random.Random) -> bytes:
    """A batch of a phone: mostly of whoever is signed in, and mostly for a form there is."""
    try:
        said = json.loads(body)
        if chance.random() < 0.9:
            said["user"] = user
        for it in said["items"]:
            if chance.random() < 0.7:
                it["action"] = chance.choice(FIELD).format(chance.choice(KNOWN))
                it["occurred_at"] = chance.choice(("2026-11-22T10:00:00+01:00", it.get("occurred_at")))
    except (ValueError, TypeError, KeyError):
        return body
    return json.dumps(said).encode()


def dated(name: str, chance: random.Random) -> str:
    """Mostly a day that is, in the three fields of one."""
    part = name.rpartition("-")[2]
    if part not in PARTS or chance.random() < 0.2:
        return ""
    return str(chance.randint(*{"day": (1, 28), "month": (1, 12), "year": (2025, 2028)}[part]))


def swapped(text: str, chance: random.Random) -> str:
    """An id somebody has for one nobody has; something strange for a tenth of all."""
    if canonical(text) and chance.random() < 0.8:
        return chance.choice(KNOWN)
    return chance.choice(STRANGE) if chance.random() < 0.1 else text


def canonical(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def spoilt(body: bytes, chance: random.Random) -> bytes:
    """One in twenty loses or wins some bytes, or is cut off."""
    if not body or chance.random() > 0.05:
        return body
    n = chance.randrange(len(body))
    ways: list[Any] = [body[:n], body[:n] + bytes([chance.randrange(256)]) + body[n + 1 :], body + b"&" * 300,
                       body[:n] + b"\xff\xfe" + body[n:], body * 2]  # fmt: skip
    return bytes(chance.choice(ways))
