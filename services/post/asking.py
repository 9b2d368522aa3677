"""What a page may ask of the post for the person who is signed in there, and what it answers."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.kernel import clock
from services.kernel.keyring import VaultUnavailable
from services.post.book import Book
from services.post.delivering import Delivery
from services.post.kinds import Choosing, Subscribing, Wishes
from services.post.letter import Letter, Locale
from services.post.mailing import Mailer, NotSent
from services.post.notices import Notices
from services.post.posting import OK, Answer, Apart, failed
from services.post.pushing import Pusher
from services.post.reach import Forbidden
from services.post.saying import TRIAL

A_TRIAL = timedelta(minutes=5)


class Mine(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    person: UUID
    device: str = Field(default="", max_length=80)
    locale: Locale = "it"


class Asking:
    """Each act takes the body of the request. Who asks was told by the web node, as in a command's claim."""

    def __init__(
        self, book: Book, notices: Notices, pusher: Pusher, mailer: Mailer, delivery: Delivery, apart: Apart
    ) -> None:
        self._book, self._notices, self._pusher = book, notices, pusher
        self._mailer, self._delivery, self._apart = mailer, delivery, apart
        self.acts: dict[str, Callable[[bytes], Awaitable[Answer]]] = {
            "mine": self._mine,
            "choose": self._choose,
            "subscribe": self._subscribe,
            "sign-out": self._sign_out,
            "try": self._try,
        }

    async def answered(self, act: str, body: bytes) -> Answer:
        try:
            return await self.acts[act](body)
        except KeyError:
            return failed("unknown")
        except ValidationError:
            return failed("malformed")
        except VaultUnavailable:
            return failed("unavailable")

    async def _mine(self, body: bytes) -> Answer:
        it = Mine.model_validate_json(body)
        wishes = await self._book.wishes(it.person) or Wishes(locale=it.locale)
        return {
            **OK,
            "wishes": wishes.model_dump(),
            "email": await self._book.address(it.person) or "",
            "phones": len(await self._book.phones(it.person)),
            "here": bool(it.device) and await self._book.knows(it.person, it.device),
            "last": await self._apart(self._notices.last, it.person),
            "public_key": self._pusher.public_key,
            "letters": self._mailer.leaves,
        }

    async def _choose(self, body: bytes) -> Answer:
        it = Choosing.model_validate_json(body)
        if it.email is not None:
            await self._book.move(it.person, it.email)
        await self._book.wish(it.person, it.wishes)
        return OK

    async def _subscribe(self, body: bytes) -> Answer:
        it = Subscribing.model_validate_json(body)
        try:
            await self._pusher.carrier.reach.check(it.key.endpoint)
        except Forbidden:
            return failed("not-a-push-service")
        await self._book.subscribe(it, clock.now())
        return OK

    async def _sign_out(self, body: bytes) -> Answer:
        it = Mine.model_validate_json(body)
        await self._book.signed_out(it.person, it.device)
        return OK

    async def _try(self, body: bytes) -> Answer:
        """On every phone and to the address, whatever was chosen: so one sees what arrives where."""
        it, id = Mine.model_validate_json(body), uuid4()
        until = clock.now() + A_TRIAL
        pushed = await self._delivery.push(it.person, TRIAL, it.locale, id, until)
        return {**OK, "phones": pushed.count("sent"), "letter": await self._written(it, uuid5(id, "letter"))}

    async def _written(self, it: Mine, id: UUID) -> bool:
        to: Any = await self._book.address(it.person)
        if not to:
            return False
        try:
            await self._mailer.send(Letter(id=id, to=to, kind="try", locale=it.locale))
        except NotSent:
            return False
        return True
