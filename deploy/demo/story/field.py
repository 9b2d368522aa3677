"""What is done at the door and in the stairwell: the sheets, something broken, one incident and what was done about it."""

from collections.abc import Iterator
from datetime import timedelta

from deploy.demo.calendar import Calendar
from deploy.demo.stage import Line
from deploy.demo.story.matching import SINCE
from events.accompaniment.door import MakeDoorCode, door_of
from events.accompaniment.incident import (
    AcknowledgeIncident,
    CloseIncident,
    RaiseIncident,
    TakeProtectionStep,
)
from events.accompaniment.repair import NoteRepair, SettleRepair
from tests.people import (
    COHABITATION_PONTETETTO,
    COHABITATION_SAN_VITO,
    GIULIA,
    MARTA,
    PAOLO,
    SARA,
    id_of,
)

# Told to everybody who starts this house: a demo hides nothing.
CODES = {COHABITATION_SAN_VITO: "sanvitosanvitosanvito2", COHABITATION_PONTETETTO: "pontetettopontetetto22"}
INCIDENT = id_of("Urla")
WORDS = "Urla dalle scale, un vicino ha bussato forte. Nessuno si è fatto male."
DONE = "Ho parlato con loro il giorno dopo, poi con il vicino. Si sono lasciati il numero."


def lines(calendar: Calendar) -> Iterator[Line]:
    for home, code in CODES.items():
        yield Line(calendar.at(SINCE, 12), MARTA, MakeDoorCode(stream=door_of(home), dossier=home, code=code))
    yield from broken(calendar)
    yield from neighbour(calendar)


def broken(calendar: Calendar) -> Iterator[Line]:
    tap = {"stream": id_of("Rubinetto"), "dossier": COHABITATION_SAN_VITO}
    window = {"stream": id_of("Finestra"), "dossier": COHABITATION_SAN_VITO}
    day = calendar.last - 20
    yield Line(
        calendar.at(day, 16), SARA, NoteRepair(**tap, what="water", words="Il rubinetto del bagno perde.")
    )
    yield Line(calendar.at(day + 3, 10), SARA, SettleRepair(**tap))
    yield Line(calendar.at(day + 16, 16), SARA, NoteRepair(
        **window, what="door-window", words="La finestra della cucina non chiude bene."))  # fmt: skip


def neighbour(calendar: Calendar) -> Iterator[Line]:
    it = {"stream": INCIDENT, "dossier": COHABITATION_PONTETETTO}
    at = calendar.at(calendar.last - 30, 19)
    yield Line(at, SARA, RaiseIncident(**it, kind="threat", level=2, harmed=GIULIA.id, words=WORDS))
    yield Line(at + timedelta(hours=2), PAOLO, AcknowledgeIncident(**it))
    yield Line(at + timedelta(hours=20), PAOLO, TakeProtectionStep(**it, step="talked-apart", words=DONE))
    yield Line(at + timedelta(days=6), PAOLO, CloseIncident(**it, outcome="resolved"))
