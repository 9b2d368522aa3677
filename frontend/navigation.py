"""The tabs of each role, five at most: data. A tab shows only where its page may be opened."""

from typing import Any

from babel.support import LazyProxy

from events.role import Role
from frontend.i18n import gettext
from frontend.reader import Reader

Tab = tuple[str, str, LazyProxy, str]
"""Permission, address, label, icon."""


def lazy(message: str) -> LazyProxy:
    """A label in the language of whoever reads it."""
    return LazyProxy(gettext, message, enable_cache=False)


TABS: dict[Role, tuple[Tab, ...]] = {
    Role.OPERATOR: (
        ("today.read", "/oggi", lazy("Oggi"), "sun"),
        ("case.read", "/casi", lazy("Case"), "home"),
    ),
}


def tabs(reader: Reader, here: str) -> list[dict[str, Any]]:
    return [
        {
            "href": href,
            "label": str(label),
            "icon": icon,
            "current": here == href or here.startswith(f"{href}/"),
        }
        for permission, href, label, icon in TABS.get(reader.role, ())
        if reader.may(permission)
    ]
