"""I6 on a living house: relief is confirmed for a severe disability, which stays sealed, with every hour covered."""

import asyncio
from datetime import datetime, timedelta

import httpx

from deploy.demo.calendar import ZONE
from events.accompaniment.life_project import RecordAssessment, life_project_of
from events.accompaniment.stay import RequestStay, stays_of
from events.matching.home import RegisterHome, SetSolutionType
from tests.people import CHIARA, COMUNE, COOPERATIVE, MARTA, SARA, id_of
from tests.system.asking import asking
from tests.system.house import House
from tests.system.signing_in import hidden, signed_in

HOME, STAY = id_of("Casa del sollievo"), id_of("Due notti di sollievo")
TODAY = datetime.now(ZONE).date()
RULES = {
    "home": str(HOME),
    "longest": "5",
    "yearly": "30",
    "source": "Delibera di prova",
    "edition": "prova-1",
}


async def begun(house: House) -> None:
    own = {"stream": HOME, "dossier": HOME}
    assessed = {"stream": life_project_of(CHIARA.id), "dossier": CHIARA.id, "team": (MARTA.id, SARA.id)}
    commands = (
        RegisterHome(
            **own, owner=COMUNE, district="San Vito", name="Casa Tregua", places=2, rooms=3, since=TODAY
        ),
        SetSolutionType(**own, type="respite"),
        RecordAssessment(**assessed, severity="severe", day=TODAY),
    )
    async with asking(house.data) as asker:
        for command in commands:
            await asker.ask(MARTA, command)


async def asked_for(house: House) -> None:
    days = {"since": TODAY + timedelta(days=40), "until": TODAY + timedelta(days=42)}
    about = {"stream": stays_of(HOME), "dossier": HOME, "stay": STAY, "person": CHIARA.id}
    async with asking(house.data) as asker:
        await asker.ask(CHIARA, RequestStay(**about, **days, asked_by="person"), "self")


def done(phone: httpx.Client, action: str, **said: str) -> str:
    page = hidden(phone.get("/soggiorni").text)
    form = {name: page[name] for name in ("command_id", "_csrf_token")}
    return phone.post(f"/soggiorni/{action}", data={**form, **said}).text


async def test_relief_is_confirmed_only_when_somebody_answers_for_every_hour(lived_in: House) -> None:
    await begun(lived_in)
    with signed_in(lived_in, MARTA) as marta:
        async with asyncio.timeout(30):
            while "Casa Tregua" not in marta.get("/soggiorni").text:
                await asyncio.sleep(0.1)
        assert "Sono troppi posti letto" in done(marta, "regole", **RULES, beds="3")
        assert "Regole pubblicate." in done(marta, "regole", **RULES, beds="2")
        await asked_for(lived_in)
        async with asyncio.timeout(30):
            while str(STAY) not in marta.get("/soggiorni").text:
                await asyncio.sleep(0.1)
        assert "un’ora in cui non ci sarebbe nessuno" in done(marta, "conferme", stay=str(STAY))
        assert "tutte le ore sono coperte" in done(
            marta, "coperture", stay=str(STAY), provider=str(COOPERATIVE)
        )
        assert "Confermato." in done(marta, "conferme", stay=str(STAY))
        assert "grave" not in marta.get("/soggiorni").text
