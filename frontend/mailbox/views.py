"""POST /invii: what a phone kept, taken in many at once."""

from typing import Any

from litestar import Response, post
from litestar.exceptions import ClientException, HTTPException

from frontend.asked import AReader, Asked
from frontend.i18n import gettext
from frontend.mailbox.reading import MOST_READ, NotABatch, TooMuch, batch
from frontend.mailbox.round import round_of
from frontend.mailbox.told import told
from frontend.mailbox.user import page_user
from frontend.node import node_of
from frontend.permissions import PUBLIC
from frontend.readmodel import Preparing

SCRIPT = {"can": PUBLIC, "by": "script"}


@post("/invii", opt=SCRIPT, request_max_body_size=MOST_READ + 1, status_code=200)
async def take(request: Asked, reader: AReader) -> Response[Any]:
    """Answers for each item; 401 and 403 touch none: they stay with whoever wrote them."""
    if not reader.signed_in:
        return told(request, 401, gettext("Accedi per inviare."))
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return told(request, 415, gettext("Questo invio non si legge."))
    try:
        user, items = batch(await request.body())
    except NotABatch:
        return told(request, 400, gettext("Questo invio non si legge."))
    except (TooMuch, HTTPException) as error:
        return too_much(request, error)
    if user != page_user(node_of(request), reader):
        return told(
            request, 403, gettext("È entrata un’altra persona: questi invii aspettano chi li ha scritti.")
        )
    if reader.db is None:
        raise Preparing
    return told(request, 200, results=await round_of(request, items))


def too_much(request: Asked, error: Exception) -> Response[Any]:
    if isinstance(error, HTTPException) and error.status_code != 413:
        raise ClientException from error
    fits = error.fits if isinstance(error, TooMuch) else 4
    words = gettext("Sono troppi in una volta: il telefono li manda un po’ alla volta.")
    return told(request, 413, words, fits=fits)


handlers = [take]
