"""The streams and buckets of the house, declared once by one job; saying it again changes nothing."""

import asyncio
import sys
from dataclasses import replace
from typing import Any

import nats
from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig, StreamInfo
from nats.js.errors import NotFoundError

from services.kernel.courier import CONTEXTS, READS, connection, kept_password, stream
from services.kernel.settings import Settings

MINUTE = 60.0
DAY = 24 * 60 * MINUTE


def facts(context: str) -> StreamConfig:
    """Facts are kept for ever: no limit, and nobody can delete or purge."""
    return StreamConfig(
        name=stream(context),
        subjects=[f"casa.events.*.{context}.>"],
        description=f"Facts of {context}, published by its relay alone",
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        max_msgs=-1,
        max_bytes=-1,
        max_age=0,
        max_msgs_per_subject=-1,
        max_msg_size=-1,
        discard=DiscardPolicy.NEW,  # should a limit ever stand, a new fact is refused before an old one goes
        deny_delete=True,
        deny_purge=True,
        allow_direct=True,
        allow_atomic=True,
        duplicate_window=2 * MINUTE,
    )


def looks() -> StreamConfig:
    """As those of facts; each web node has a subject of its own there."""
    return replace(
        facts(READS), subjects=["casa.reads.>"], description="Who looked at what, published by the web nodes"
    )


def bucket(name: str, seconds: float) -> StreamConfig:
    """A key-value bucket whose entries vanish after some time (0: never): losing one means signing in again."""
    return StreamConfig(
        name=f"KV_{name}",
        subjects=[f"$KV.{name}.>"],
        storage=StorageType.FILE,
        discard=DiscardPolicy.NEW,
        max_msgs_per_subject=1,
        max_age=seconds,
        allow_rollup_hdrs=True,
        allow_direct=True,
        allow_msg_ttl=True,
        deny_delete=True,
        duplicate_window=2 * MINUTE,
    )


DECLARATIONS = [
    *(facts(context) for context in CONTEXTS),
    looks(),
    bucket("casa_sessions", 90 * DAY),
    bucket("casa_limits", DAY),
    bucket("casa_codes", 30 * MINUTE),
    bucket("casa_used", 0),
]


async def declare(url: str, password: str, replicas: int = 1) -> dict[str, str]:
    """Makes the server hold exactly the streams above, as the user `topology`, on so many servers of a cluster.

    Returns what happened to each: created, updated, unchanged, or made anew because a disk had lost some of it.
    """
    client = await nats.connect(url.split(","), **connection("topology", password))
    try:
        js = client.jetstream(timeout=10)
        declared = [replace(wanted, num_replicas=replicas) for wanted in DECLARATIONS]
        return {str(wanted.name): await upsert(js, wanted) for wanted in declared}
    finally:
        await client.close()


async def upsert(js: JetStreamContext, wanted: StreamConfig) -> str:
    try:
        info = await js.stream_info(str(wanted.name))
    except NotFoundError:
        await js.add_stream(wanted)
        return "created"
    if holed(info):
        await js.delete_stream(str(wanted.name))
        await js.add_stream(wanted)
        return "made anew"
    if merged(info.config, wanted).as_dict() == info.config.as_dict():
        return "unchanged"
    await js.update_stream(merged(info.config, wanted))
    return "updated"


def holed(info: StreamInfo) -> bool:
    """A stream of facts, of which nothing is ever deleted, has lost some: its relay fills it again from the store."""
    ours = info.config.name in {stream(context) for context in CONTEXTS}
    return ours and info.state.messages != info.state.last_seq


def merged(present: StreamConfig, wanted: StreamConfig) -> StreamConfig:
    """The present settings with ours on top: what we leave open stays as the server filled it in."""
    return replace(present, **settings(wanted))


def settings(config: StreamConfig) -> dict[str, Any]:
    return {name: value for name, value in vars(config).items() if value is not None}


def main() -> None:
    """The set-up job of a split house: `CASA_NATS`, and the password of `topology`."""
    settings = Settings()
    password = settings.nats_password or kept_password(settings, "topology")
    outcome = asyncio.run(declare(settings.nats, password, settings.nats_replicas))
    sys.stdout.writelines(f"{name}: {what}\n" for name, what in outcome.items())


if __name__ == "__main__":
    main()
