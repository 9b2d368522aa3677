"""Who may say and hear what on the message server: data, no code that decides at run time."""

from collections.abc import Iterable
from dataclasses import dataclass

from deploy.nats.subjects import following, keeping, reading
from services.kernel.courier import CONTEXTS, inbox, stream

SERVICES = (*CONTEXTS, "history", "vault", "witness")
USERS = (*SERVICES, "frontend", "topology")
BUCKETS = ("casa_sessions", "casa_limits")

BORROWERS = (*CONTEXTS, "frontend")
# A reply goes only to the inbox of someone who may ask. `allow_responses` would let an asker name
# `$JS.API.STREAM.DELETE.…` as its reply address and have the service send there for it.
ASKERS = {"vault": BORROWERS, "witness": ("history",)}
KEYS_DESTROYED = "casa.vault.destroyed"
WITNESSED = "casa.witness.*"


@dataclass(frozen=True)
class Permissions:
    """Subjects a user may publish to and subscribe to; all else is refused by the server."""

    publish: tuple[str, ...]
    subscribe: tuple[str, ...]


def permissions() -> dict[str, Permissions]:
    """Every user's permissions, by user name."""
    return {
        **{context: of_context(context) for context in CONTEXTS},
        "network": of_network(),
        "history": of_history(),
        "vault": of_vault(),
        "witness": of_witness(),
        "frontend": of_frontend(),
        "topology": of_topology(),
    }


def of_context(name: str) -> Permissions:
    return allow(
        name,
        publish=[
            f"casa.events.*.{name}.>",
            *reading(stream(name)),
            *borrowing(name),
            *replying(name),
            *following(CONTEXTS),
        ],
        subscribe=[*serving(name), KEYS_DESTROYED],
    )


def of_network() -> Permissions:
    """Where disposals are decided: the only user that may have keys destroyed."""
    own = of_context("network")
    return Permissions((*own.publish, "casa.vault.destroy.network"), own.subscribe)


def of_history() -> Permissions:
    return allow(
        "history",
        publish=[*replying("history"), *following(CONTEXTS), WITNESSED],
        subscribe=[*serving("history"), "casa.history.>"],
    )


def of_witness() -> Permissions:
    """Sees signed heads of trees and nothing else."""
    return allow("witness", publish=replying("witness"), subscribe=[WITNESSED])


def of_vault() -> Permissions:
    asked = [f"casa.vault.{act}.*" for act in ("make", "lend", "destroy")]
    return allow("vault", publish=[*replying("vault"), KEYS_DESTROYED], subscribe=asked)


def of_frontend() -> Permissions:
    """The only user that may send commands: whoever signed in is known there."""
    asking = ["casa.commands.>", "casa.history.>", *borrowing("frontend")]
    publish = [*asking, *following(CONTEXTS), *keeping(BUCKETS)]
    return allow("frontend", publish=publish, subscribe=[KEYS_DESTROYED])


def of_topology() -> Permissions:
    """The only user that may create or change a stream."""
    return allow("topology", publish=["$JS.API.INFO", "$JS.API.STREAM.>"], subscribe=[])


def allow(name: str, publish: Iterable[str], subscribe: Iterable[str]) -> Permissions:
    return Permissions(tuple(publish), (*subscribe, f"{inbox(name)}.>"))


def serving(name: str) -> list[str]:
    return [f"casa.commands.{name}.>"]


def borrowing(name: str) -> list[str]:
    """The asker's name is the end of the subject, so the vault knows who asks from where it was heard."""
    return [f"casa.vault.make.{name}", f"casa.vault.lend.{name}"]


def replying(name: str) -> list[str]:
    return [f"{inbox(asker)}.>" for asker in ASKERS.get(name, ("frontend",))]
