"""A page of then, to be looked at only: nothing in it can be sent, and its links stay on that day."""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

Address = Callable[[str], str | None]
"""An address of then → where it leads on the rewound page; None for nowhere."""

# A form of then is but a part of the page; the page of then has no title of its own, it stands under that of now.
OTHER = {"form": "div", "h1": "h2"}
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
DROPPED = frozenset({"base", "embed", "iframe", "link", "meta", "object", "script", "style"})
ASKING = frozenset({"input", "button", "select", "textarea", "fieldset"})
SENDING = frozenset(
    {"action", "method", "enctype", "target", "formaction", "formmethod", "name", "autofocus", "ping"}
)


def inert(html: str, address: Address) -> str:
    found = Inert(address)
    found.feed(html)
    found.close()
    return "".join(found.parts)


class Inert(HTMLParser):
    def __init__(self, address: Address) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._address = address
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self._skipped = "" if tag in VOID else tag
        elif not self._skipped and not (tag == "input" and ("type", "hidden") in attrs):
            kept = self._attributes(tag, [it for it in attrs if harmless(tag, it[0])])
            self.parts.append(f"<{OTHER.get(tag, tag)}{kept}>")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        known = dict(attrs)
        if tag == "a" and "href" in known:
            known["href"] = self._address(known["href"] or "")
            if known["href"] is None:
                del known["href"]
                known["aria-disabled"] = "true"
        if tag in ASKING:
            known["disabled"] = None
        return "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in known.items()
        )

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped = "" if tag == self._skipped else self._skipped
        elif tag not in VOID and tag not in DROPPED:
            self.parts.append(f"</{OTHER.get(tag, tag)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self._say(data)

    def handle_entityref(self, name: str) -> None:
        self._say(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._say(f"&#{name};")

    def _say(self, text: str) -> None:
        if not self._skipped:
            self.parts.append(text)


def harmless(tag: str, name: str) -> bool:
    """``name`` groups radio buttons, but nothing here is asked; what htmx or a handler would act on goes."""
    return not (name.startswith(("hx-", "on", "data-hx")) or (name in SENDING and tag != "svg"))
