"""The shared tablet: a name and a PIN, only there; ten wrong ones lock the name; lost, it is a browser like any other."""

from datetime import UTC, datetime

from events.network.member import GrantRole, member_of
from events.network.organisation import EnrolPartner
from events.network.pin import SetPin, pin_of
from events.role import Role
from frontend.signing_in.pins import verifier
from tests.frontend.house import LONG_AGO, House
from tests.frontend.pages.posting import filled
from tests.people import INFO_POINT, MARTA, UGO

PIN = "48213"
WAYS_IN = (
    "/profilo/accesso/chiavi", "/profilo/accesso/posta", "/profilo/pin", "/profilo/pin/dispositivo",
    "/profilo/inviti", "/conferma/app", "/conferma/nuova-chiave", "/agire",
)  # fmt: skip


async def volunteer(web: House) -> None:
    """Ugo, of the association that keeps the desk, with a PIN."""
    partner = EnrolPartner(
        stream=INFO_POINT, dossier=INFO_POINT, name="Porta Aperta", legal_form="aps", since=LONG_AGO
    )
    await web.ask(partner, "coordinator", MARTA.id)
    grant = GrantRole(
        stream=member_of(UGO.id),
        dossier=UGO.id,
        role=Role.INFO_POINT,
        organisation=INFO_POINT,
        since=LONG_AGO,
    )
    await web.ask(grant, "coordinator", MARTA.id)
    hashed = verifier(PIN, UGO.id, web.settings)
    command = SetPin(stream=pin_of(UGO.id), dossier=UGO.id, verifier=hashed)
    await web.caught_up(await web.ask(command, "self", UGO.id))


async def test_from_enrolment_to_loss(web: House):
    await volunteer(web)
    async with web.browser() as tablet:
        tablet.cookies.set("casa", await confirmed(web))
        page = await tablet.get("/rete/tablet")
        shared = await tablet.post(
            "/rete/tablet", data=filled(page, "/rete/tablet", organisation=str(INFO_POINT))
        )
        assert shared.status_code == 303, shared.text[-300:]
        tablet.cookies.delete("casa")
        names = await tablet.get("/tablet")
        asked = await tablet.get(f"/tablet?chi={UGO.id}")
        wrong = await tablet.post("/tablet", data=filled(asked, "/tablet", pin="99998"))
        answer = await tablet.post("/tablet", data=filled(asked, "/tablet", pin=PIN))
        session = await web.node.sessions.find(tablet.cookies["casa"])
        inside = await tablet.get("/sportello")
        await tablet.post("/tablet/blocca", data=filled(inside, "/tablet/blocca"))
        locked = await web.node.sessions.find(tablet.cookies.get("casa") or "nothing")

    assert "Ugo" in names.text
    assert wrong.status_code == 422
    assert answer.status_code == 303
    assert (session.role, session.organisation, session.means) == (Role.INFO_POINT, INFO_POINT, "tablet")
    assert "Blocca" in inside.text
    assert locked is None
    await lost(web)


async def confirmed(web: House) -> str:
    """Marta, who has just given her second factor."""
    now = datetime.now(UTC)
    return (await web.node.sessions.begin(MARTA.id, Role.COORDINATOR, "it", confirmed=now))[0]


async def lost(web: House) -> None:
    """Ended from the coordinator's page, whoever is in goes out, and the PIN is no longer enough there."""
    async with web.browser(MARTA) as marta:
        page = await marta.get("/rete/tablet")
        form = {**filled(page, "/rete/tablet/fine"), "reason": "lost"}
        answer = await marta.post("/rete/tablet/fine", data=form)
        after = await marta.get("/tablet")

    assert answer.status_code == 303
    assert "Qui il PIN non basta" in after.text


async def test_a_pin_on_a_shared_tablet_makes_nobody_more_than_a_volunteer(web: House):
    """Neither another role of theirs, nor another's name, nor a way in that would be good elsewhere."""
    cookie, _ = await web.node.sessions.begin(MARTA.id, Role.INFO_POINT, "it", INFO_POINT, means="tablet")
    async with web.browser() as tablet:
        tablet.cookies.set("casa", cookie)
        token = await web.token(tablet)
        role = await tablet.post("/ruolo", data={"role": "coordinator", "_csrf_token": token})
        tried = [(await tablet.post(path, data={"_csrf_token": token})).status_code for path in WAYS_IN]
        read = [
            (await tablet.get(path)).status_code for path in ("/profilo/accesso", "/profilo/pin", "/profilo")
        ]
        profile = await tablet.get("/profilo")
        still = await web.node.sessions.find(tablet.cookies["casa"])

    assert (role.status_code, set(tried), read) == (404, {404}, [404, 404, 200])
    assert still.role == Role.INFO_POINT
    assert "/profilo/accesso" not in profile.text


async def test_without_an_enrolled_device_a_right_pin_opens_nothing(web: House):
    async with web.browser() as client:
        await client.get("/tablet")
        data = {"who": str(UGO.id), "pin": PIN, "_csrf_token": await web.token(client)}
        assert (await client.post("/tablet", data=data)).status_code == 404
