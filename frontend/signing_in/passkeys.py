"""Passkeys: what a browser is asked for, and whether what it gave is what was asked (WebAuthn level 3, §7)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import structlog

from frontend.node import Node
from frontend.pages.access.queries import Passkey, by_credential
from frontend.signing_in.challenges import challenge, spend
from frontend.signing_in.marks import mark

LONGEST = 16_000
log = structlog.get_logger()


class NotProven(Exception):
    """What the browser gave is not what was asked; why is for the log, not for the page."""


@dataclass(frozen=True)
class Made:
    """A new key, its binary values as base64url; ``counter`` is where the device begins to count."""

    credential: str
    public_key: str
    counter: int
    backed_up: bool


def place(node: Node) -> str:
    """The domain keys are bound to."""
    return urlsplit(node.settings.public_origin).hostname or "localhost"


def creation(node: Node, cookie: str, person: UUID, name: str, held: Collection[Passkey]) -> str:
    """JSON of PublicKeyCredentialCreationOptions. A device that has a key already is not asked for a second."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import structs

    wanted = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.REQUIRED,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    options = generate_registration_options(
        rp_id=place(node), rp_name="Casa Facendo", user_name=name, user_display_name=name,
        user_id=bytes.fromhex(mark(node.settings, "user handle", str(person))),
        challenge=challenge(node, cookie, "add"), authenticator_selection=wanted,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=binary(it.credential)) for it in held],
    )  # fmt: skip
    return options_to_json(options)


def request(node: Node, cookie: str, purpose: str, held: Collection[Passkey] = ()) -> str:
    """JSON of PublicKeyCredentialRequestOptions; without `held` the device offers whatever it has for us."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers import structs

    options = generate_authentication_options(
        rp_id=place(node), challenge=challenge(node, cookie, purpose),
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=binary(it.credential)) for it in held],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return options_to_json(options)


async def made(node: Node, cookie: str, given: str) -> Made:
    """Raises NotProven or Unreachable."""
    from webauthn import verify_registration_response

    body = parsed(given)
    found: Any = verified(
        verify_registration_response, credential=body, expected_challenge=await spent(node, cookie, "add", body),
        expected_rp_id=place(node), expected_origin=node.settings.public_origin, require_user_verification=True,
    )  # fmt: skip
    return Made(
        text(found.credential_id), text(found.credential_public_key), found.sign_count,
        found.credential_backed_up,
    )  # fmt: skip


async def proven(node: Node, cookie: str, purpose: str, given: str) -> Passkey:
    """Whose key it was, used with a finger, a face or the device's own code. Raises NotProven or Unreachable."""
    from webauthn import verify_authentication_response

    body = parsed(given)
    asked = await spent(node, cookie, purpose, body)
    key = by_credential(node.readmodel.connection(), str(body.get("id", "")))
    if key is None:
        raise NotProven("unknown")
    held = await node.buckets.used.get(counted(key))
    count = max(key.counter, json.loads(held.value)["count"] if held.value else 0)
    found: Any = verified(
        verify_authentication_response, credential=body, expected_challenge=asked, expected_rp_id=place(node),
        expected_origin=node.settings.public_origin, credential_public_key=binary(key.public_key),
        credential_current_sign_count=count, require_user_verification=True,
    )  # fmt: skip
    now = {"count": found.new_sign_count, "at": datetime.now(UTC).isoformat()}
    if not await node.buckets.used.replace(counted(key), json.dumps(now).encode(), held.revision):
        raise NotProven("used elsewhere just now")
    return key


async def last_used(node: Node, key: Passkey) -> datetime | None:
    """Raises Unreachable."""
    held = await node.buckets.used.get(counted(key))
    return datetime.fromisoformat(json.loads(held.value)["at"]) if held.value else None


def parsed(given: str) -> dict[str, Any]:
    try:
        body = json.loads(given) if len(given) <= LONGEST else None
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("response"), dict):
        raise NotProven("not a credential")
    return body


async def spent(node: Node, cookie: str, purpose: str, body: dict[str, Any]) -> bytes:
    """The challenge that was answered, used up by this."""
    try:
        said = json.loads(binary(body["response"]["clientDataJSON"]))
        given = binary(said["challenge"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotProven("not a credential") from error
    if not await spend(node, cookie, purpose, given):
        raise NotProven("challenge")
    return given


def verified(check: Any, **asked: Any) -> Any:
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return check(**asked)
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        log.warning("passkey not proven", why=type(error).__name__)
        raise NotProven(type(error).__name__) from error


def counted(key: Passkey) -> str:
    return f"key-{key.id}"


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def binary(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))
