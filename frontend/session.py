"""Who is signed in: an opaque cookie, and behind it a record all web nodes share."""

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from typing import Any
from uuid import UUID

from nats.aio.client import Client
from pydantic import AwareDatetime, BaseModel, ConfigDict

from events.role import Role
from frontend.bus import Unreachable
from frontend.signing_in.bucket import Bucket
from frontend.signing_in.lasting import Lasting

BUCKET = "casa_sessions"
CACHED = 3.0
# While the message server is away a known session stays good for reading, for as long as keys are lent.
WITHOUT_COURIER = 15 * 60.0
MOST_CACHED = 20_000
TRIES = 3
MOST_OF_ONE = 40


class Session(BaseModel):
    """`seen`: context → position this person's pages must have reached. `key` never leaves the house.

    `means`: how they came in · `device`: this browser in these hands · `agent`: what it looks like (codes) ·
    `used`: when last heard of, roughly · `confirmed`: when they last gave a second factor · `ended`: why
    it is over though it lasted longer.
    """

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
    means: str = ""
    device: UUID | None = None
    agent: str = ""
    used: AwareDatetime | None = None
    confirmed: AwareDatetime | None = None
    ended: str = ""


@dataclass
class Cached:
    """``revision`` is the bucket's, to change only what is still as it was read."""

    session: Session | None
    at: float
    revision: int = 0
    quiet_until: datetime | None = None
    """Until when, as far as is known, nothing of it ends and nobody need note that they are still there."""


class Sessions:
    """Losing them means signing in again, nothing more."""

    def __init__(self, client: Callable[[], Client], lasting: Lasting | None = None) -> None:
        self._bucket = Bucket(client, BUCKET)
        self._lasting = lasting or Lasting()
        self._cache: dict[str, Cached] = {}

    async def begin(
        self,
        person: UUID,
        role: Role,
        locale: str,
        organisation: UUID | None = None,
        on_behalf_of: UUID | None = None,
        **more: Any,
    ) -> tuple[str, Session]:
        """A new cookie value every time: one that came from outside is never adopted. Raises Unreachable.

        `more`: further fields; an `expires` among them is kept where it comes before the longest time.
        """
        cookie = secrets.token_urlsafe(24)
        now = datetime.now(UTC)
        latest = now + self._lasting.most_of(Role(role), more.get("means", ""))
        expires = min(more.pop("expires", None) or latest, latest)
        session = Session(
            key=key_of(cookie), person=person, role=role, organisation=organisation,
            on_behalf_of=on_behalf_of, locale=locale, created=now, used=now, expires=expires, **more,
        )  # fmt: skip
        self._remember(session.key, session, await self._bucket.put(session.key, encoded(session)))
        await self._list(session)
        return cookie, session

    async def find(self, cookie: str) -> Session | None:
        """At most three seconds old; older only while the message server is away."""
        key = key_of(cookie)
        known = self._cache.get(key)
        if known and monotonic() - known.at < CACHED:
            return self.valid(known.session)
        try:
            return self.valid(await self._get(key))
        except Unreachable:
            return self.valid(known.session) if known and monotonic() - known.at < WITHOUT_COURIER else None

    def at_hand(self, key: str) -> Session | None:
        """Known well enough not to be asked for, and to be noted as still there another time."""
        known = self._cache.get(key)
        if known is None or known.session is None or known.session.ended or monotonic() - known.at >= CACHED:
            return None
        if known.quiet_until is None:
            known.quiet_until = self._quiet_until(known.session)
        return known.session if datetime.now(UTC) < known.quiet_until else None

    def _quiet_until(self, session: Session) -> datetime:
        """The first of what ``valid`` and ``_to_touch`` look at."""
        used, how = session.used or session.created, (session.role, session.means)
        quiet = min(self._lasting.idle_of(*how), self._lasting.touched_after(*how))
        return min(session.expires, used + quiet)

    def valid(self, session: Session | None) -> Session | None:
        if session is None or session.ended:
            return None
        now, used = datetime.now(UTC), session.used or session.created
        over = now >= session.expires or now - used >= self._lasting.idle_of(session.role, session.means)
        return None if over else session

    def why(self, cookie: str) -> str:
        """Why a cookie that was looked for just now is nobody's: `ended`, by someone or something, or `expired`."""
        known = self._cache.get(key_of(cookie))
        return "ended" if known and known.session and known.session.ended else "expired"

    async def of(self, person: UUID) -> list[Session]:
        """All that person is signed in with, newest first. Raises Unreachable."""
        keys = json.loads((await self._bucket.get(listed(person))).value or b"[]")
        found = [self.valid(await self._get(key)) for key in reversed(keys)]
        return [it for it in found if it and it.person == person]

    async def saw(self, session: Session, context: str, position: int) -> None:
        """Never backwards; a courier that is away just now costs no answer that was already given."""
        await self.saw_all(session, {context: position})

    async def saw_all(self, session: Session, seen: Mapping[str, int]) -> None:
        def later(latest: Session) -> dict[str, Any]:
            known = latest.seen
            return {"seen": known | {each: max(at, known.get(each, 0)) for each, at in seen.items()}}

        await self.change(session, later)

    async def forget_seen(self, session: Session) -> None:
        await self.change(session, lambda _: {"seen": {}})

    async def touch(self, session: Session) -> None:
        """They are still there."""
        now = datetime.now(UTC)
        if self._to_touch(session, now):
            await self.change(session, lambda _: {"used": now})

    def _to_touch(self, session: Session, now: datetime) -> bool:
        after = self._lasting.touched_after(session.role, session.means)
        return now - (session.used or session.created) >= after

    async def change(self, session: Session, update: Callable[[Session], dict[str, Any]]) -> None:
        with suppress(Unreachable):
            await self._change(session.key, update)

    async def _change(self, key: str, update: Callable[[Session], dict[str, Any]]) -> None:
        """Nothing brings a session back that was ended meanwhile, here or at another node. Raises Unreachable."""
        for _ in range(TRIES):
            if key not in self._cache:
                await self._get(key)
            known = self._cache[key]
            if known.session is None or known.session.ended:
                return
            changed = known.session.model_copy(update=update(known.session))
            self._remember(key, changed, known.revision)
            if await self._update(changed, known.revision):
                return
            await self._get(key)

    async def end(self, session: Session) -> None:
        """By its owner: gone here at once, elsewhere within three seconds. Raises Unreachable."""
        self._remember(session.key, None)
        await self._bucket.forget(session.key)

    async def close(self, session: Session, why: str) -> None:
        """By someone or something else: it is kept that it was, so that the phone can be told. Raises Unreachable."""
        over = session.model_copy(update={"ended": why})
        self._remember(session.key, over)
        self._remember(session.key, over, await self._bucket.put(session.key, encoded(over)))

    async def _get(self, key: str) -> Session | None:
        held = await self._bucket.get(key)
        session = Session.model_validate_json(held.value) if held.value else None
        self._remember(key, session, held.revision)
        return session

    async def _update(self, session: Session, revision: int) -> bool:
        """False when it is no longer as it was at that revision. Raises Unreachable."""
        newer = await self._bucket.replace(session.key, encoded(session), revision)
        known = self._cache.get(session.key)
        if newer and known and known.session:
            known.revision = max(newer, known.revision)
        return bool(newer)

    async def _list(self, session: Session) -> None:
        """Among those of its person. Raises Unreachable."""
        for _ in range(TRIES):
            held = await self._bucket.get(listed(session.person))
            keys = [*json.loads(held.value or b"[]"), session.key][-MOST_OF_ONE:]
            if await self._bucket.replace(listed(session.person), json.dumps(keys).encode(), held.revision):
                return

    def _remember(self, key: str, session: Session | None, revision: int = 0) -> None:
        if len(self._cache) >= MOST_CACHED:
            self._cache.clear()
        self._cache[key] = Cached(session, monotonic(), revision)


def key_of(cookie: str) -> str:
    """Whoever reads the bucket cannot make a cookie from it."""
    return sha256(cookie.encode()).hexdigest()


def listed(person: UUID) -> str:
    return f"of-{person}"


def encoded(session: Session) -> bytes:
    return session.model_dump_json().encode()
