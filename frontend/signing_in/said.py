"""Codes of devices and ways in, in words."""

from frontend.i18n import gettext

SYSTEMS = {
    "iphone": "iPhone", "ipad": "iPad", "android": "Android", "windows": "Windows", "mac": "Mac",
    "chromeos": "Chromebook", "linux": "Linux",
}  # fmt: skip
PHONES = ("iphone", "android")


def device_words(agent: str) -> str:
    """Such as `Telefono Android`."""
    system = agent.partition(" ")[0]
    kind = SYSTEMS.get(system)
    if kind is None:
        return gettext("Un dispositivo")
    if system == "android":
        return gettext("Telefono %s") % kind
    return kind if system in ("iphone", "ipad", "mac", "chromeos") else gettext("Computer %s") % kind


def browser_words(agent: str) -> str:
    return agent.partition(" ")[2]


def device_icon(agent: str) -> str:
    return "mobile" if agent.partition(" ")[0] in PHONES else "screen"


def means_words(means: str) -> str:
    return {
        "demo": gettext("dalla porta della prova"),
        "first": gettext("dal primo link della casa"),
        "newcomer": gettext("facendo domanda"),
        "passkey": gettext("con la chiave"),
        "code": gettext("con un codice per e-mail"),
        "invitation": gettext("con un invito"),
        "pin": gettext("con il PIN"),
        "tablet": gettext("dal tablet dello sportello"),
        "recovery": gettext("con l’aiuto di due persone"),
        "oidc": gettext("con un’identità di altri"),
    }.get(means, "")
