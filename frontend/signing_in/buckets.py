"""What signing in keeps on the message server: nothing here is lost that asking again does not bring back."""

from collections.abc import Callable
from dataclasses import dataclass

from nats.aio.client import Client

from frontend.signing_in.bucket import Bucket


@dataclass(frozen=True)
class Buckets:
    """``limits``: who tried how often · ``codes``: asked for and not yet used up, minutes · ``used``: when each key
    and second factor was last used, for good."""

    limits: Bucket
    codes: Bucket
    used: Bucket


def buckets(client: Callable[[], Client]) -> Buckets:
    return Buckets(Bucket(client, "casa_limits"), Bucket(client, "casa_codes"), Bucket(client, "casa_used"))
