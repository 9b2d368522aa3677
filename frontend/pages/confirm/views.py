"""/conferma: a key or an app's code once more; who has neither sets one up here, and comes back to where they were."""

from typing import Annotated, Any, Literal

from litestar import Response, get, post
from pydantic import Field

from events.network.keys import AddPasskey, SetSecondFactor, keys_of
from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Form, read_form
from frontend.i18n import gettext
from frontend.ids import uuid7
from frontend.node import node_of
from frontend.pages.access import new_key
from frontend.pages.access.queries import ways
from frontend.pages.confirm.asking import Asking, goes_on, page
from frontend.permissions import PUBLIC, SIGNED_IN
from frontend.scope.persons import entries_of
from frontend.signing_in import device, passkeys, said, totp
from frontend.signing_in.codes import A_DAY, A_MINUTE
from frontend.signing_in.limits import allow
from frontend.signing_in.passkeys import LONGEST, NotProven
from frontend.signing_in.step_up import HERE
from frontend.signing_in.wrapping import NotOurs, unwrap

MOST_TRIES, MOST_A_DAY = 5, 60
Outcome = Literal["right", "wrong", "often", "away"]
OPT = {"can": SIGNED_IN, "acting": PUBLIC}


class WithKey(Form):
    credential: Annotated[str, Field(max_length=LONGEST)]
    poi: Annotated[str, Field(max_length=2000)] = "/"
    tenuto: Annotated[str, Field(max_length=40)] = ""


class WithCode(Form):
    code: Annotated[str, Field(max_length=20)]
    poi: Annotated[str, Field(max_length=2000)] = "/"
    tenuto: Annotated[str, Field(max_length=40)] = ""

    @property
    def bare(self) -> str:
        return "".join(self.code.split())


class NewApp(WithCode):
    box: Annotated[str, Field(max_length=400)]


@get(HERE, opt=OPT)
async def read(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    return await page(request, reader.looker, Asking.of(request))


@post(f"{HERE}/chiave", opt=OPT)
async def by_key(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form, node, me = await read_form(request, WithKey), node_of(request), reader.looker
    asking = Asking.typed(form)
    try:
        given = form.value.credential if form.value else ""
        key = await passkeys.proven(node, request.scope["state"]["cookie"], "confirm", given)
        if key.person not in entries_of(db, me.person):
            raise NotProven("another's")
    except NotProven:
        return await page(
            request, me, asking, gettext("Questa chiave non è arrivata. Tocca di nuovo il pulsante."), 422
        )
    except Unreachable:
        return await page(request, me, asking, away(), 503)
    return await goes_on(request, me, asking)


@post(f"{HERE}/codice", opt=OPT)
async def by_code(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form, node, me = await read_form(request, WithCode), node_of(request), reader.looker
    asking, second = Asking.typed(form), ways(db, me.person).second
    try:
        secret = await totp.opened(node, me, second) if second else ""
        outcome = await tried(request, secret, form.value.bare if form.value else "")
    except (Unreachable, NotOurs):
        outcome = "away"
    if outcome != "right":
        return await page(request, me, asking, words(outcome), 422)
    return await goes_on(request, me, asking)


async def tried(request: Asked, secret: str, digits: str) -> Outcome:
    """Raises Unreachable."""
    node, person = node_of(request), request.scope["state"]["session"].person
    often = not await allow(node, "second factor", str(person), MOST_TRIES, A_MINUTE * 5)
    if often or not await allow(node, "second factor today", str(person), MOST_A_DAY, A_DAY):
        return "often"
    right = secret and await totp.right(node, person, secret, digits)
    return "right" if right else "wrong"


@post(f"{HERE}/app", opt=OPT)
async def new_app(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """Only for who has nothing to confirm with yet."""
    form, node, me = await read_form(request, NewApp), node_of(request), reader.looker
    asking, mine = Asking.typed(form), ways(db, me.person)
    if mine.passkeys or mine.second or form.value is None:
        return await page(request, me, asking)
    try:
        secret = unwrap(node.settings, f"new factor {me.person}", form.value.box)
        outcome = await tried(request, secret, form.value.bare)
        if outcome == "right":
            command = SetSecondFactor(
                stream=keys_of(me.person), dossier=me.person, secret=totp.closed(node, me.person, secret)
            )
            return await kept(request, me, asking, command, form.command_id)
    except (Unreachable, NotOurs):
        outcome = "away"
    return await page(request, me, asking, words(outcome), 422, form.value.box)


@post(f"{HERE}/nuova-chiave", opt=OPT)
async def first_key(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """Only for who has nothing to confirm with yet."""
    form, node, me = await read_form(request, WithKey), node_of(request), reader.looker
    asking, mine = Asking.typed(form), ways(db, me.person)
    if mine.passkeys or mine.second:
        return await page(request, me, asking)
    try:
        given = form.value.credential if form.value else ""
        made = await passkeys.made(node, request.scope["state"]["cookie"], given)
        command = AddPasskey(
            stream=keys_of(me.person), dossier=me.person, passkey=uuid7(),
            name=said.device_words(device.agent(request)), **vars(made),
        )  # fmt: skip
        return await kept(request, me, asking, command, form.command_id)
    except NotProven:
        return await page(request, me, asking, gettext("La chiave non è arrivata. Riprova."), 422)
    except Unreachable:
        return await page(request, me, asking, away(), 503)


async def kept(request: Asked, me: Any, asking: Asking, command: Any, command_id: Any) -> Response[Any]:
    """Raises Unreachable."""
    node = node_of(request)
    reply = await node.bus.ask(me, command, command_id)
    if not reply.accepted:
        return await page(request, me, asking, away(), 422)
    await node.readmodel.reached(reply.context, reply.position, 2.0)
    new_key.tell(node, me, ways(me.db, me.person).address)
    return await goes_on(request, me, asking)


def words(outcome: Outcome) -> str:
    match outcome:
        case "often":
            return gettext("Troppi tentativi. Aspetta cinque minuti e riprova.")
        case "wrong":
            return gettext("Questo codice non è giusto, o l’hai già usato. Aspetta il prossimo e riprova.")
        case _:
            return away()


def away() -> str:
    return gettext("Ora non riusciamo a controllare. Riprova tra poco.")


handlers = [read, by_key, by_code, new_app, first_key]
