"""Notices on phones: encrypted for one browser, signed with the house's own key, sent where it may be sent."""

import asyncio
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import structlog

from services.kernel import clock
from services.post.book import Phone
from services.post.carrying import Carrier, NotCarried
from services.post.reach import Forbidden
from services.post.saying import said
from services.post.vapid import Vapid

log = structlog.get_logger(__name__)

LASTS = timedelta(days=1)
GONE = (404, 410)
LATER = (408, 425, 429)
Outcome = Literal["sent", "gone", "again", "refused"]


class Pusher:
    def __init__(self, carrier: Carrier, vapid: Vapid, origin: str, mark: bytes) -> None:
        self.carrier = carrier
        self.public_key = vapid.public_key
        self._vapid, self._origin, self._mark = vapid, origin, mark

    async def push(
        self, phone: Phone, words: dict[str, str], locale: str, about: UUID, until: datetime
    ) -> Outcome:
        """``about``: the same notice sent twice is shown once. Nothing of it is logged but what became of it."""
        topic = self._topic(about)
        try:
            target = self.carrier.reach.target(phone.key.endpoint)
            body = await asyncio.to_thread(encrypted, phone, said(words, locale, topic, self._origin))
            headers = {**sealed_headers(topic, until), **self._vapid.headers(target.origin)}
            outcome = outcome_of(await self.carrier.send(phone.key.endpoint, headers, body))
        except Forbidden:
            outcome = "gone"  # it was allowed when it was saved: its name leads elsewhere now
        except NotCarried:
            outcome = "again"
        except ValueError:
            outcome = "gone"  # keys no browser would give
        log.info("push", outcome=outcome)
        return outcome

    def _topic(self, about: UUID) -> str:
        """32 characters that tell nothing and are the same for the same notice."""
        return urlsafe_b64encode(hmac.digest(self._mark, about.bytes, "sha256")[:24]).decode()


def sealed_headers(topic: str, until: datetime) -> Mapping[str, str]:
    seconds = max(0, min(int((until - clock.now()).total_seconds()), int(LASTS.total_seconds())))
    return {
        "TTL": str(seconds),
        "Urgency": "normal",
        "Topic": topic,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    }


def encrypted(phone: Phone, body: bytes) -> bytes:
    """Raises ValueError. In a thread: the library brings two others along when it is first needed."""
    from pywebpush import WebPusher, WebPushException

    key = phone.key
    keys = {"p256dh": key.p256dh, "auth": key.auth}
    try:
        pusher = WebPusher({"endpoint": key.endpoint, "keys": keys})
        return bytes(pusher.encode(body, content_encoding="aes128gcm")["body"])
    except (WebPushException, TypeError) as error:
        raise ValueError("keys") from error


def outcome_of(status: int) -> Outcome:
    """A redirect is followed by nobody: no push service sends one."""
    if 200 <= status < 300:
        return "sent"
    if status in GONE:
        return "gone"
    return "again" if status in LATER or status >= 500 else "refused"
