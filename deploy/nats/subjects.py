"""The calls on the message server that each kind of use needs."""

from collections.abc import Iterable

from services.kernel.courier import stream


def following(contexts: Iterable[str]) -> list[str]:
    """What reading streams through consumers of one's own needs, acknowledgements included."""
    of_streams = [subject for context in contexts for subject in consuming(stream(context))]
    return ["$JS.API.INFO", "$JS.API.STREAM.NAMES", "$JS.FC.>", *of_streams]


def consuming(name: str) -> list[str]:
    calls = ["CREATE", "DURABLE.CREATE", "INFO", "DELETE", "MSG.NEXT"]
    return [
        f"$JS.API.STREAM.INFO.{name}",
        f"$JS.API.CONSUMER.CREATE.{name}",
        *(f"$JS.API.CONSUMER.{call}.{name}.>" for call in calls),
        f"$JS.ACK.{name}.>",
        f"$JS.ACK.*.*.{name}.>",  # the longer form of newer servers: domain and account come first
    ]


def keeping(buckets: Iterable[str]) -> list[str]:
    """What reading and writing the keys of a bucket needs."""
    return [
        subject
        for bucket in buckets
        for subject in (
            f"$KV.{bucket}.>",
            *reading(f"KV_{bucket}"),
            *direct(f"KV_{bucket}"),
            *consuming(f"KV_{bucket}"),
        )
    ]


def reading(name: str) -> list[str]:
    """Single messages of a stream, from its leader."""
    return [f"$JS.API.STREAM.MSG.GET.{name}"]


def direct(name: str) -> list[str]:
    """From any copy. Of no stream of facts: the server sends the bare bytes to whatever address is named for the
    reply, also into a stream the asker may not write to."""
    return [
        f"$JS.API.DIRECT.GET.{name}",
        f"$JS.API.DIRECT.GET.{name}.>",
    ]
