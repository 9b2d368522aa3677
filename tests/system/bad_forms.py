"""The real forms that are attacked: who holds them, where they stand, and a text someone typed into them."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from deploy.demo.story.intake import application_of
from tests.frontend.pages.posting import filled
from tests.people import AHMED, COHABITATION_SAN_VITO, ELENA, GIULIA, IRENE, MARTA, SARA, Person

TYPED = "Quello che ho scritto non va perso"
IRENES = application_of(IRENE)["stream"]
BORN = {"birth_date-day": "1", "birth_date-month": "2", "birth_date-year": "2000"}


@dataclass(frozen=True)
class BadForm:
    """``find``: part of the address of a link that leads to the form from ``page``; ``action`` ends the form's."""

    name: str
    who: Person
    page: str
    action: str
    text: str
    typed: dict[str, Any] = field(default_factory=dict)
    find: str = ""

    def open(self, phone: httpx.Client) -> tuple[str, dict[str, Any]]:
        """Where to send it, and all that is in it with TYPED in its text field."""
        page = phone.get(self.page)
        if self.find:
            page = phone.get(re.findall(rf'href="([^"]*{self.find}[^"]*)"', page.text)[-1])
        actions = re.findall(r'<form[^>]*action="([^"]+)"', page.text)
        action = next(it for it in actions if it.endswith(self.action))
        return action, {**filled(page, action), **self.typed, **({self.text: TYPED} if self.text else {})}


NOTE = BadForm(
    "note",
    SARA,
    f"/convivenze/{COHABITATION_SAN_VITO}/visite",
    "/note",
    "text",
    {"section": "home"},
    "/visite/",
)
DESK = BadForm(
    "desk", ELENA, "/sportello/domanda", "/sportello/domanda", "first_name",
    {"last_name": "Prova", "household_size": "1", "personal_isee": "5.000", **BORN},
)  # fmt: skip
GOAL = BadForm("goal", AHMED, "/obiettivi", "/obiettivi", "wording", {"area": "home-life"})
EXCLUSION = BadForm(
    "exclusion", MARTA, f"/domande/{IRENES}/esclusione", "/esclusione", "explanation",
    {"reason": "sent-twice", "rule": "one-application"},
)  # fmt: skip
SHARING = BadForm("sharing", GIULIA, "/condivisioni", "/condivisioni", "", find=r"\?chi=")
FORMS = (NOTE, DESK, GOAL, EXCLUSION)


def encoded(body: dict[str, Any], raw: dict[str, bytes] | None = None) -> bytes:
    """As a browser sends it; ``raw`` fields go out as the bytes they are."""
    wanted = urlencode({k: v for k, v in body.items() if k not in (raw or {})}, doseq=True).encode()
    return b"&".join([wanted, *(name.encode() + b"=" + it for name, it in (raw or {}).items())])
