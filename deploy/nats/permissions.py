"""Who may say and hear what on the message server: data, no code that decides at run time."""

from collections.abc import Iterable
from dataclasses import dataclass

CONTEXTS = ("intake", "matching", "pacts", "accompaniment", "network")
SERVICES = (*CONTEXTS, "history", "vault")
USERS = (*SERVICES, "frontend", "topology")
BUCKETS = ("casa_sessions", "casa_limits")

ASKS_FOR_KEYS = (*CONTEXTS, "history", "frontend")
# A reply goes only to the inbox of someone who may ask. `allow_responses` would let an asker name
# `$JS.API.STREAM.DELETE.…` as its reply address and have the service send there for it.
ASKERS = {"vault": ASKS_FOR_KEYS}
ASKING_FOR_KEYS = ("casa.vault.lend", "casa.vault.make")


@dataclass(frozen=True)
class Permissions:
    """Subjects a user may publish to and subscribe to; all else is refused by the server."""

    publish: tuple[str, ...]
    subscribe: tuple[str, ...]


def stream(context: str) -> str:
    """The stream of a context: `CASA_INTAKE` for `intake`."""
    return f"CASA_{context.upper()}"


def permissions() -> dict[str, Permissions]:
    """Every user's permissions, by user name."""
    return {
        **{context: of_context(context) for context in CONTEXTS},
        "history": of_history(),
        "vault": of_vault(),
        "frontend": of_frontend(),
        "topology": of_topology(),
    }


def of_context(name: str) -> Permissions:
    own = stream(name)
    return allow(
        name,
        publish=[
            f"casa.events.*.{name}.>",
            f"$JS.API.STREAM.MSG.GET.{own}",
            f"$JS.API.DIRECT.GET.{own}",
            f"$JS.API.DIRECT.GET.{own}.>",
            *ASKING_FOR_KEYS,
            *replying(name),
            *following(CONTEXTS),
        ],
        subscribe=serving(name),
    )


def of_history() -> Permissions:
    return allow(
        "history",
        publish=[*ASKING_FOR_KEYS, *replying("history"), *following(CONTEXTS)],
        subscribe=[*serving("history"), "casa.history.>"],
    )


def of_vault() -> Permissions:
    return allow("vault", publish=replying("vault"), subscribe=[*serving("vault"), "casa.vault.>"])


def of_frontend() -> Permissions:
    """The only user that may send commands: whoever signed in is known there."""
    asking = ["casa.commands.>", "casa.history.>", *ASKING_FOR_KEYS]
    return allow("frontend", publish=[*asking, *following(CONTEXTS), *keeping(BUCKETS)], subscribe=[])


def of_topology() -> Permissions:
    """The only user that may create or change a stream."""
    return allow("topology", publish=["$JS.API.INFO", "$JS.API.STREAM.>"], subscribe=[])


def allow(name: str, publish: Iterable[str], subscribe: Iterable[str]) -> Permissions:
    return Permissions(tuple(publish), (*subscribe, f"{inbox(name)}.>"))


def inbox(name: str) -> str:
    """The prefix of the addresses a user gets its replies at; nobody else may listen there."""
    return f"_INBOX.{name}"


def serving(name: str) -> list[str]:
    return [f"casa.commands.{name}.>"]


def replying(name: str) -> list[str]:
    return [f"{inbox(asker)}.>" for asker in ASKERS.get(name, ("frontend",))]


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
    return [subject for bucket in buckets for subject in (f"$KV.{bucket}.>", *reading(f"KV_{bucket}"))]


def reading(name: str) -> list[str]:
    return [
        f"$JS.API.STREAM.MSG.GET.{name}",
        f"$JS.API.DIRECT.GET.{name}",
        f"$JS.API.DIRECT.GET.{name}.>",
        *consuming(name),
    ]
