"""The kinds of facts a file is read by: contexts, and the turns apart because they are so many."""

from frontend.i18n import gettext
from frontend.outside import DUTIES


def kind_of(topic: str) -> str:
    return "turni" if topic in DUTIES else KINDS.get(topic.partition(".")[0], "altro")


KINDS = {
    "intake": "domanda", "matching": "abbinamento", "pacts": "patto", "accompaniment": "accompagnamento",
    "network": "conti",
}  # fmt: skip


def labels() -> dict[str, str]:
    return {
        "domanda": gettext("Domanda"),
        "abbinamento": gettext("Casa e abbinamento"),
        "patto": gettext("Convivenza e patto"),
        "accompagnamento": gettext("Accompagnamento"),
        "turni": gettext("Turni"),
        "conti": gettext("Conti e rilievi"),
    }
