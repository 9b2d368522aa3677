"""Plays the story day by day, with a bar to look at; interrupted, it goes on where it was."""

import asyncio
import json
import sys
from collections import defaultdict
from datetime import UTC, datetime, time
from pathlib import Path

from deploy.demo import daily, pins
from deploy.demo.calendar import ZONE, Calendar, kept
from deploy.demo.stage import Line, Stage, open_stage
from deploy.demo.story import lines
from services.kernel import clock
from services.kernel.runtime import Service
from services.kernel.secret_file import write_secret
from services.kernel.settings import Settings
from tests.people import (
    ADA,
    AHMED,
    AMINA,
    BRUNO,
    CAST,
    DARIO,
    ELENA,
    GINO,
    GIULIA,
    IRENE,
    LUCA,
    MARCO,
    MARTA,
    NADIA,
    NEWCOMERS,
    OFFICES,
    OLGA,
    PAOLO,
    PIA,
    PIERO,
    ROSA,
    SARA,
    TEO,
    TOMMASO,
    UGO,
)

ABOUT = {
    MARTA: "Coordina il progetto: domande, abbinamenti, quadro delle case.",
    SARA: "Segue due case: visite, obiettivi, patti.",
    PAOLO: "Segue una casa sola: l'altra per lui non esiste.",
    AHMED: "Abita a San Vito con Marco e fa i turni di notte.",
    MARCO: "Abita a San Vito con Ahmed.",
    GIULIA: "Abita a Pontetetto con Amina; usa la versione facile.",
    AMINA: "Abita a Pontetetto con Giulia.",
    LUCA: "Ha fatto domanda e non è stato ammesso.",
    ROSA: "È la mamma di Giulia: vede ciò che Giulia condivide.",
    PIERO: "Amministratore di sostegno di Giulia: può solo quello che dice il decreto.",
    ELENA: "Volontaria all'Info Point di San Concordio.",
    GINO: "Volontario all'Info Point di San Vito: non ha ancora fatto il secondo modulo.",
    DARIO: "Verifica i fascicoli: legge pseudonimi, controlla la catena.",
    OLGA: "È nella commissione: valuta le domande.",
    BRUNO: "Ospita tirocini nella sua azienda.",
    PIA: "Ufficio casa del Comune.",
    TEO: "Fa ricerca: vede numeri, mai persone.",
    ADA: "Tiene in piedi il sistema: non legge niente.",
    NADIA: "Ammessa al secondo avviso: aspetta una proposta di casa.",
    TOMMASO: "Ammesso al secondo avviso: aspetta una proposta di casa.",
    IRENE: "Ha appena fatto domanda: aspetta una risposta.",
    UGO: "Non c'entra nulla: non deve vedere niente.",
}
BAR = 32


def set_the_clock(settings: Settings) -> None:
    """Before any service starts: an interrupted story goes on in its own time, or all that is due falls at once."""
    calendar, n = where(settings.data)
    if n <= calendar.last:
        pretend(datetime.combine(calendar.day(n), time(0, 1), ZONE))


def where(data: Path) -> tuple[Calendar, int]:
    """The calendar of this data, and the first day still to be played."""
    progress = data / "demo.played"
    first = int(progress.read_text()) + 1 if progress.exists() else 0
    return kept(data, datetime.now(ZONE).date()), first


async def play(settings: Settings, services: tuple[Service, ...], stop: asyncio.Event) -> None:
    """Returns when all months have been played, at once if they had been, or when asked to stop."""
    introduce(settings.data)
    calendar, first = where(settings.data)
    if first > calendar.last:
        return
    stage = await open_stage(settings, services)
    try:
        await days(stage, calendar, first, settings.data / "demo.played", stop)
    finally:
        await stage.client.close()


async def days(stage: Stage, calendar: Calendar, first: int, progress: Path, stop: asyncio.Event) -> None:
    told: dict[int, list[Line]] = defaultdict(list)
    for line in lines(calendar):
        told[(line.entered.date() - calendar.start).days].append(line)
    for n in range(first, calendar.last + 1):
        if stop.is_set():
            return
        await day(stage, calendar, n, told[n])
        write_secret(progress, str(n).encode())  # killed here, the story goes on from this day or the next
        bar(n / calendar.last)
    clock.pretend(None)


async def day(stage: Stage, calendar: Calendar, n: int, told: list[Line]) -> None:
    """First what falls due that morning, then what people do, each at its hour."""
    pretend(datetime.combine(calendar.day(n), time(0, 1), ZONE))
    await stage.tick()
    made_up = [*daily.lines(stage, calendar, n), *pins.lines(stage.settings, calendar, n)]
    everything = sorted([*told, *made_up], key=lambda line: line.entered)
    for line in everything:
        if line.entered.astimezone(UTC) > datetime.now(UTC):
            break
        pretend(line.entered)
        await stage.say(line)
    await stage.come_to_rest()
    pretend(min(datetime.combine(calendar.day(n), time(23, 0), ZONE), datetime.now(ZONE)))
    await stage.tick()


def pretend(moment: datetime) -> None:
    clock.pretend(moment.astimezone(UTC))


def bar(share: float) -> None:
    """Redrawn in place on a terminal; elsewhere silent, for a log needs no bar."""
    if sys.stdout.isatty():
        full = round(BAR * share)
        end = "\n" if share >= 1 else "\r"
        sys.stdout.write(f"Preparing the demo  {'█' * full}{'·' * (BAR - full)} {share:4.0%}{end}")
        sys.stdout.flush()


def introduce(data: Path) -> None:
    """Who may be chosen on the sign-in page of the demo."""
    persons = [
        {"id": str(it.id), "first_name": it.first_name, "role": it.role, "description": ABOUT[it]}
        for it in (*CAST, PIERO, GINO, *OFFICES, *NEWCOMERS)
    ]
    (data / "demo.json").write_text(json.dumps({"persons": persons}, ensure_ascii=False))
