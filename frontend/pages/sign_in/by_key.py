"""POST /entra/chiave: in with a passkey, whoever it says one is."""

from typing import Annotated, Any

from litestar import Response, post
from pydantic import Field

from frontend.asked import AReader, Asked, Db
from frontend.bus import Unreachable
from frontend.forms import Form, read_form
from frontend.i18n import gettext
from frontend.node import node_of
from frontend.pages.access.queries import read_as
from frontend.pages.sign_in.coming_in import come_in
from frontend.pages.sign_in.entering import again
from frontend.permissions import PUBLIC
from frontend.signing_in import passkeys
from frontend.signing_in.limits import allow
from frontend.signing_in.pace import FROM_ONE_ADDRESS, PER
from frontend.signing_in.passkeys import LONGEST, NotProven
from frontend.signing_in.roles import first_role
from frontend.signing_in.whence import whence


class Given(Form):
    credential: Annotated[str, Field(max_length=LONGEST)]


@post("/entra/chiave", opt={"can": PUBLIC})
async def with_key(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    """No count by person: nobody can shut out who holds the key."""
    node, form = node_of(request), await read_form(request, Given)
    try:
        if not await allow(node, "key tried", whence(request), FROM_ONE_ADDRESS, PER):
            return await again(request, reader, often(), 429)
        given = form.value.credential if form.value else ""
        key = await passkeys.proven(node, request.scope["state"]["cookie"], "in", given)
        person = read_as(db, key.person)
        role, organisation = first_role(db, person, node.today())
        return await come_in(request, person, role, organisation, means="passkey", confirmed=True)
    except NotProven as error:
        return await again(request, reader, not_known(error), 422)
    except Unreachable:
        return await again(request, reader, away(), 503)


def not_known(error: NotProven) -> str:
    """Why, as far as whoever holds the phone can do something about it."""
    if str(error) == "challenge":
        return gettext("È passato un po’ di tempo. Tocca di nuovo il pulsante.")
    return gettext("Questa chiave qui non vale. Prova con l’e-mail.")


def often() -> str:
    return gettext("Troppi tentativi da qui. Aspetta qualche minuto e riprova.")


def away() -> str:
    return gettext("Ora non riusciamo a farti entrare. Riprova tra poco.")


handlers = [with_key]
