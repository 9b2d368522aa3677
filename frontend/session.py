"""Who is signed in: an opaque cookie, and behind it a record all web nodes share."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from time import monotonic
from uuid import UUID

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue
from pydantic import AwareDatetime, BaseModel, ConfigDict

from events.role import Role
from frontend.bus import Unreachable

BUCKET = "casa_sessions"
LASTS = timedelta(days=30)
CACHED = 5.0
# While the message server is away a known session stays good for reading, for as long as keys are lent.
WITHOUT_COURIER = 15 * 60.0
MOST_CACHED = 20_000
TRIES = 3


class Session(BaseModel):
    """`seen`: context → position this person's pages must have reached. `key` never leaves the house."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: str
    person: UUID
    role: Role
    organisation: UUID | None = None
    on_behalf_of: UUID | None = None
    locale: str = "it"
    seen: dict[str, int] = {}
    created: AwareDatetime
    expires: AwareDatetime


@dataclass
class Cached:
    """``revision`` is the bucket's, to change only what is still as it was read."""

    session: Session | None
    at: float
    revision: int = 0


class Sessions:
    """Losing them means signing in again, nothing more."""

    def __init__(self, client: Callable[[], Client]) -> None:
        self._client = client
        self._cache: dict[str, Cached] = {}
        self._bucket: tuple[Client, KeyValue] | None = None

    async def begin(
        self,
        person: UUID,
        role: Role,
        locale: str,
        organisation: UUID | None = None,
        on_behalf_of: UUID | None = None,
    ) -> tuple[str, Session]:
        """A new cookie value every time: one that came from outside is never adopted. Raises Unreachable."""
        cookie = secrets.token_urlsafe(24)
        now = datetime.now(UTC)
        session = Session(
            key=key_of(cookie), person=person, role=role, organisation=organisation,
            on_behalf_of=on_behalf_of, locale=locale, created=now,
            expires=now + LASTS,
        )  # fmt: skip
        await self._put(session)
        return cookie, session

    async def find(self, cookie: str) -> Session | None:
        """At most five seconds old; older only while the message server is away."""
        key = key_of(cookie)
        known = self._cache.get(key)
        if known and monotonic() - known.at < CACHED:
            return valid(known.session)
        try:
            return valid(await self._get(key))
        except Unreachable:
            return valid(known.session) if known and monotonic() - known.at < WITHOUT_COURIER else None

    async def saw(self, session: Session, context: str, position: int) -> None:
        """Never backwards; a courier that is away just now costs no answer that was already given."""

        def later(latest: Session) -> dict[str, int]:
            return {**latest.seen, context: max(position, latest.seen.get(context, 0))}

        with suppress(Unreachable):
            await self._change(session.key, later)

    async def forget_seen(self, session: Session) -> None:
        with suppress(Unreachable):
            await self._change(session.key, lambda _: {})

    async def _change(self, key: str, seen: Callable[[Session], dict[str, int]]) -> None:
        """Nothing brings a session back that was ended meanwhile, here or at another node. Raises Unreachable."""
        for _ in range(TRIES):
            if key not in self._cache:
                await self._get(key)
            known = self._cache[key]
            if known.session is None:
                return
            changed = known.session.model_copy(update={"seen": seen(known.session)})
            self._remember(key, changed, known.revision)
            if await self._update(changed, known.revision):
                return
            await self._get(key)

    async def end(self, session: Session) -> None:
        """Gone here at once, elsewhere within five seconds. Raises Unreachable."""
        self._remember(session.key, None)
        try:
            await (await self._kv()).delete(session.key)
        except (NatsError, OSError) as error:
            raise Unreachable("sessions") from error

    async def _get(self, key: str) -> Session | None:
        try:
            entry = await (await self._kv()).get(key)
        except KeyNotFoundError:  # covers deleted ones
            self._remember(key, None)
            return None
        except (NatsError, OSError) as error:
            raise Unreachable("sessions") from error
        session = Session.model_validate_json(entry.value or b"")
        self._remember(key, session, entry.revision or 0)
        return session

    async def _put(self, session: Session) -> None:
        try:
            revision = await (await self._kv()).put(session.key, session.model_dump_json().encode())
        except (NatsError, OSError) as error:
            raise Unreachable("sessions") from error
        self._remember(session.key, session, revision)

    async def _update(self, session: Session, revision: int) -> bool:
        """False when it is no longer as it was at that revision. Raises Unreachable."""
        body = session.model_dump_json().encode()
        try:
            newer = await (await self._kv()).update(session.key, body, last=revision)
        except KeyWrongLastSequenceError:
            return False
        except (NatsError, OSError) as error:
            raise Unreachable("sessions") from error
        known = self._cache.get(session.key)
        if known and known.session:
            known.revision = max(newer, known.revision)
        return True

    async def _kv(self) -> KeyValue:
        client = self._client()
        if self._bucket is None or self._bucket[0] is not client:
            self._bucket = (client, await client.jetstream(timeout=2).key_value(BUCKET))
        return self._bucket[1]

    def _remember(self, key: str, session: Session | None, revision: int = 0) -> None:
        if len(self._cache) >= MOST_CACHED:
            self._cache.clear()
        self._cache[key] = Cached(session, monotonic(), revision)


def key_of(cookie: str) -> str:
    """Whoever reads the bucket cannot make a cookie from it."""
    return sha256(cookie.encode()).hexdigest()


def valid(session: Session | None) -> Session | None:
    return session if session and session.expires > datetime.now(UTC) else None
