"""The tabs of each role, five at most: data. A tab shows only where its page may be opened."""

from typing import Any

from babel.support import LazyProxy

from events.role import Role
from frontend.i18n import gettext
from frontend.permissions import PUBLIC, SIGNED_IN
from frontend.reader import Reader

Tab = tuple[str, str, LazyProxy, str]
"""Permission, address, label, icon."""


def lazy(message: str) -> LazyProxy:
    """A label in the language of whoever reads it."""
    return LazyProxy(gettext, message, enable_cache=False)


TABS: dict[Role, tuple[Tab, ...]] = {
    Role.SELF: (
        (SIGNED_IN, "/domanda", lazy("Domanda"), "send"),
        ("proposal.mine", "/proposta", lazy("Proposta"), "people"),
        ("profile.change", "/profilo", lazy("Come vivo"), "person"),
    ),
    Role.COORDINATOR: (
        ("overview.read", "/quadro", lazy("Quadro"), "sun"),
        ("applications.list", "/domande", lazy("Domande"), "list"),
        ("match.read", "/abbinamenti", lazy("Coppie"), "people"),
        ("homes.read", "/case", lazy("Case"), "home"),
        ("network.read", "/rete", lazy("Rete"), "path"),
    ),
    Role.COMMISSION: (("applications.list", "/domande", lazy("Domande"), "list"),),
    Role.INFO_POINT: (
        ("desk.use", "/sportello", lazy("Sportello"), "person"),
        (PUBLIC, "/orienta", lazy("Orienta"), "path"),
        (PUBLIC, "/guida", lazy("Guida"), "list"),
        ("needs.read", "/bisogni", lazy("Bisogni"), "people"),
        ("training.read", "/formazione", lazy("Corso"), "goal"),
    ),
    Role.COHABITANT: (
        ("duties.change", "/casa", lazy("Casa"), "home"),
        ("duties.change", "/turni", lazy("Turni"), "calendar"),
        ("pact.read", "/patto", lazy("Patto"), "pact"),
        ("goal.choose", "/obiettivi", lazy("Obiettivi"), "goal"),
        ("share.change", "/condivisioni", lazy("Chi vede"), "eye"),
    ),
    Role.RESEARCHER: (("observatory.read", "/osservatorio", lazy("Osservatorio"), "list"),),
    Role.FAMILY: (
        ("wellbeing.read", "/andamento", lazy("Come va"), "sun"),
        ("nights.read", "/notti", lazy("Notti"), "calendar"),
        ("voices.read", "/tre-voci", lazy("Tre voci"), "people"),
        ("project.read", "/verso-casa-stabile", lazy("Verso casa"), "home"),
        ("project.read", "/se-domani", lazy("Se domani"), "path"),
    ),
    Role.AUDITOR: (
        ("appointment.read", "/ambito", lazy("Ambito"), "eye"),
        ("accounts.read", "/rendiconto", lazy("Rendiconto"), "list"),
        ("file.list", "/fascicoli", lazy("Fascicoli"), "pact"),
        ("findings.read", "/rilievi", lazy("Rilievi"), "edit"),
    ),
    Role.OPERATOR: (
        ("today.read", "/oggi", lazy("Oggi"), "sun"),
        ("case.read", "/casi", lazy("Case"), "home"),
        ("stays.handle", "/soggiorni", lazy("Soggiorni"), "calendar"),
    ),
}


EASY_TABS: tuple[Tab, ...] = (
    ("day.tell", "/la-mia-giornata", lazy("Oggi"), "sun"),
    ("day.tell", "/ho-fatto", lazy("Ho fatto"), "check"),
    ("day.tell", "/come-sto", lazy("Come sto"), "smile"),
    ("day.tell", "/il-mio-progetto", lazy("Progetto"), "goal"),
)
"""Of a person who reads in easy words, wherever they live; help stands above, on every page of theirs."""


def tabs_of(reader: Reader) -> tuple[Tab, ...]:
    easy = reader.simple and reader.signed_in and reader.role in (Role.SELF, Role.COHABITANT)
    return EASY_TABS if easy and reader.holder is None else TABS.get(reader.role, ())


def tabs(reader: Reader, here: str) -> list[dict[str, Any]]:
    return [
        {
            "href": href,
            "label": str(label),
            "icon": icon,
            "current": here == href or here.startswith(f"{href}/"),
        }
        for permission, href, label, icon in tabs_of(reader)
        if reader.may(permission)
    ]
