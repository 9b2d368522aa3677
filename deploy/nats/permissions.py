"""Who may say and hear what on the message server: data, no code that decides at run time."""

from collections.abc import Iterable
from dataclasses import dataclass

from deploy.nats.subjects import following, keeping, reading
from services.kernel.courier import CONTEXTS, READS, inbox, stream

# The one beside the house, and two for bodies outside it: each signs with a key the house never sees.
WITNESSES = ("witness", "witness_a", "witness_b")
SERVICES = (*CONTEXTS, "history", "vault", "post", *WITNESSES)
USERS = (*SERVICES, "frontend", "topology")
BUCKETS = ("casa_sessions", "casa_limits", "casa_codes", "casa_used")

BORROWERS = (*CONTEXTS, "frontend", "post")
# A reply goes only to the inbox of someone who may ask. `allow_responses` would let an asker name
# `$JS.API.STREAM.DELETE.…` as its reply address and have the service send there for it.
ASKERS = {"vault": BORROWERS, **dict.fromkeys(WITNESSES, ("history",))}
KEYS_DESTROYED = "casa.vault.destroyed"
WITNESSED = "casa.witness.>"
HEALTH = "casa.health"


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
        "accompaniment": of_accompaniment(),
        "history": of_history(),
        "vault": of_vault(),
        "post": of_post(),
        **{name: of_witness(name) for name in WITNESSES},
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


def of_accompaniment() -> Permissions:
    """Keeps the photos that stand beside notes: the web nodes put and fetch them there, closed."""
    own = of_context("accompaniment")
    return Permissions(own.publish, (*own.subscribe, "casa.photos.*"))


def of_history() -> Permissions:
    return allow(
        "history",
        publish=[*replying("history"), *following((*CONTEXTS, READS)), WITNESSED],
        subscribe=[*serving("history"), "casa.history.>"],
    )


def of_witness(name: str) -> Permissions:
    """Sees signed heads of trees and nothing else."""
    return allow(name, publish=replying(name), subscribe=[WITNESSED])


def of_vault() -> Permissions:
    asked = [f"casa.vault.{act}.*" for act in ("make", "lend", "destroy")]
    return allow("vault", publish=[*replying("vault"), KEYS_DESTROYED], subscribe=asked)


def of_post() -> Permissions:
    """Hears what happens and what pages ask of it; says nothing but answers, and asks for keys of addresses."""
    publish = [*replying("post"), *borrowing("post"), *following(CONTEXTS)]
    return allow("post", publish=publish, subscribe=["casa.post.>", KEYS_DESTROYED])


def of_frontend() -> Permissions:
    """The only user that may send commands: whoever signed in is known there.

    And the only one that says who looked; of that stream it reads single messages, and follows it nowhere.
    """
    asking = ["casa.commands.>", "casa.history.>", "casa.post.>", "casa.photos.*", *borrowing("frontend")]
    looking = ["casa.reads.>", f"$JS.API.STREAM.INFO.{stream(READS)}", *reading(stream(READS))]
    publish = [*asking, *looking, *following(CONTEXTS), *keeping(BUCKETS)]
    return allow("frontend", publish=publish, subscribe=[KEYS_DESTROYED, f"{HEALTH}.*"])


def of_topology() -> Permissions:
    """The only user that may create or change a stream."""
    return allow("topology", publish=["$JS.API.INFO", "$JS.API.STREAM.>"], subscribe=[])


def allow(name: str, publish: Iterable[str], subscribe: Iterable[str]) -> Permissions:
    said = [f"{HEALTH}.{name}"] if name in SERVICES else []
    return Permissions((*publish, *said), (*subscribe, f"{inbox(name)}.>"))


def serving(name: str) -> list[str]:
    return [f"casa.commands.{name}.>"]


def borrowing(name: str) -> list[str]:
    """The asker's name is the end of the subject, so the vault knows who asks from where it was heard."""
    return [f"casa.vault.make.{name}", f"casa.vault.lend.{name}"]


def replying(name: str) -> list[str]:
    return [f"{inbox(asker)}.>" for asker in ASKERS.get(name, ("frontend",))]
