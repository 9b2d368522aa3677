"""Private words never touch a disk in clear: not in stores, streams, read models, history, vault or logs."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx

from deploy.demo.calendar import ZONE
from deploy.demo.story.accompaniment import visit_of
from deploy.demo.story.pacts import parties
from events.accompaniment.goal import SetGoal
from events.accompaniment.look import AskAboutLook, question_about
from events.accompaniment.visit import CorrectNote, StartVisit, WriteNote
from events.category import Category
from events.intake.answers import Declaration
from events.intake.application import ExcludeApplication, SubmitApplication
from events.intake.call import PublishCall
from events.intake.rule import YOUTH_CALL_2023
from events.network.identity import PersonalData
from events.network.person import RecordPower, RegisterPerson
from events.pacts.clauses import standard
from events.pacts.pact import AmendPact, HouseRule, pact_of
from events.role import Role
from services.vault.lending import MAKE
from tests.people import AHMED, COHABITATION_SAN_VITO, ELENA, LUCA, MARCO, MARTA, ROSA, SARA
from tests.system.asking import Asker, asking
from tests.system.house import House, living
from tests.system.planting import every_command, every_form
from tests.system.signing_in import signed_in


class Canaries:
    """Words that occur nowhere else in the world."""

    stem = b"canarino"

    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self) -> str:
        self.words.append(f"canarino{uuid4().hex[:12]}")
        return self.words[-1]


PAGES = {
    AHMED: ["/casa", "/turni", "/turni/assenze", "/patto", "/obiettivi", "/condivisioni", "/profilo", "/chi-ha-visto",
            "/parliamone", "/spese", f"/patto/{COHABITATION_SAN_VITO}/disdetta"],
    SARA: ["/oggi", f"/casi/{COHABITATION_SAN_VITO}", f"/casi/{COHABITATION_SAN_VITO}/piano"],
    MARTA: ["/quadro", "/case/nuova", "/rete", f"/convivenze/{COHABITATION_SAN_VITO}/chiusura", "/scarto"],
    ELENA: ["/sportello"],
    LUCA: ["/domanda", "/profilo"],
}  # fmt: skip


async def test_no_private_word_is_found_in_any_file_the_house_wrote(tmp_path: Path) -> None:
    data, canary = tmp_path / "casa", Canaries()
    with living("demo", data) as house:
        async with asking(data) as asker:
            await people_and_applications(asker, canary)
            note = await a_visit(asker, canary)
            await a_pact_and_a_decree(asker, canary)
            await a_question(asker, canary)
            assert await every_command(asker, canary) >= 30
        assert forms_filled(house, canary) >= 15
        read_by_who_may(house, note)

    assert len(canary.words) >= 200
    found = {
        (word, str(file.relative_to(data)))
        for file in written(data)
        if canary.stem in (content := file.read_bytes())
        for word in canary.words
        if word.encode() in content
    }
    assert found == set()
    assert {"vault-copy", "secrets", "nats", "read", "house.log"} <= {
        it.relative_to(data).parts[0] for it in written(data)
    }
    assert sealed_kinds(data) >= {kind for of in MAKE.values() for kind in of}


def forms_filled(house: House, canary: Canaries) -> int:
    many = 0
    for person, paths in PAGES.items():
        with signed_in(house, person) as phone:
            many += every_form(phone, paths, canary)
    return many


def sealed_kinds(data: Path) -> set[Category]:
    """Of what the stores hold closed."""
    found: set[Category] = set()
    for store in data.glob("*.sqlite"):
        content = store.read_bytes()
        found |= {kind for kind in Category if f'"category":"{kind}","nonce"'.encode() in content}
    return found


def written(data: Path) -> list[Path]:
    return [path for path in data.rglob("*") if path.is_file()]


def read_by_who_may(house: House, note: str) -> None:
    """The words are really there: who may read them finds them on the page."""
    with signed_in(house, SARA) as phone:
        visit = visit_of(COHABITATION_SAN_VITO, "vicina 0")["stream"]
        assert note in phone.get(f"/visite/{visit}").text
    with httpx.Client(base_url=house.url, timeout=30) as stranger:
        assert note not in stranger.get(f"/visite/{visit}").text


async def people_and_applications(asker: Asker, canary: Canaries) -> None:
    call = uuid4()
    today = datetime.now(ZONE).date()
    publish = PublishCall(
        stream=call, dossier=call, title="Un secondo avviso", opens=today, closes=today, grid_hash="0" * 64,
        rule=YOUTH_CALL_2023,
    )  # fmt: skip
    await asker.ask(MARTA, publish)
    for _ in range(12):
        await an_applicant(asker, canary, call)


async def an_applicant(asker: Asker, canary: Canaries, call: UUID) -> None:
    id, application = uuid4(), uuid4()
    identity = PersonalData(
        first_name=canary(), last_name=canary(), birth_date=date(2000, 1, 1), email=f"{canary()}@example.org"
    )
    person = Someone(id)
    await asker.ask(person, RegisterPerson(stream=id, dossier=id, identity=identity), "public")  # type: ignore[arg-type]
    declared = Declaration(
        birth_date=date(2000, 1, 1), household_size=2, personal_isee=5_000_00, situation=canary(), motivation=canary(),
        availability=canary(),
    )  # fmt: skip
    own = {"stream": application, "dossier": application}
    await asker.ask(person, SubmitApplication(**own, call=call, applicant=id, answers=declared), "self")  # type: ignore[arg-type]
    no = ExcludeApplication(
        **own, rule="truthfulness", reason="statement-not-true", explanation=f"Vedi {canary()}, grazie."
    )
    await asker.ask(MARTA, no)


class Someone:
    """A person of the street: an id and nothing known."""

    role = "public"

    def __init__(self, id: UUID) -> None:
        self.id = id


async def a_visit(asker: Asker, canary: Canaries) -> str:
    own = visit_of(COHABITATION_SAN_VITO, "vicina 0")
    note, corrected = uuid4(), canary()
    await asker.ask(SARA, StartVisit(**own, method="manual"))
    write = WriteNote(**own, note=note, section="home", visibility="shared", text=canary())
    await asker.ask(SARA, write)
    await asker.ask(SARA, CorrectNote(**own, note=note, reason="typing", text=corrected))
    goal = SetGoal(
        stream=uuid4(),
        dossier=COHABITATION_SAN_VITO,
        person=AHMED.id,
        wording=canary(),
        whose_wish="person",
        area="learning",
    )
    await asker.ask(AHMED, goal)
    return corrected


async def a_pact_and_a_decree(asker: Asker, canary: Canaries) -> None:
    today = datetime.now(ZONE).date()
    own = {"stream": pact_of(COHABITATION_SAN_VITO), "dossier": COHABITATION_SAN_VITO}
    rule = HouseRule(words=canary(), salt="ab" * 32)
    amend = AmendPact(
        **own, clauses=standard(), parties=parties((AHMED, MARCO)), starts=today, own_rules=(rule,)
    )
    await asker.ask(MARCO, amend)
    power = RecordPower(
        stream=AHMED.id, dossier=AHMED.id, holder=ROSA.id, source="support-administrator", powers=("money",),
        since=today, decided_on=today, decree_number=canary(), decree_text=canary(),
    )  # fmt: skip
    await asker.ask(MARTA, power)


async def a_question(asker: Asker, canary: Canaries) -> None:
    """About a look: why was it needed?"""
    look, now = uuid4(), datetime.now(UTC)
    ask = AskAboutLook(
        stream=question_about(AHMED.id, look), dossier=AHMED.id, look=look, reader=SARA.id, role=Role.OPERATOR,
        categories=(Category.GOALS,), page="case", at=now, text=canary(),
    )  # fmt: skip
    await asker.ask(AHMED, ask)
