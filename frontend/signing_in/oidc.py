"""A plain OpenID Connect relying party: code flow with state, nonce and PKCE, towards the one issuer set, or none."""

from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx

from services.kernel.settings import Settings

PATIENCE = 5.0
KEPT = 3600.0
SKEW = 60
SCOPE = "openid"
ALGORITHMS = ["RS256", "PS256", "ES256"]


class OutsideFailed(Exception):
    """The issuer cannot be reached, or says what cannot be believed; the reason is for the log, without values."""


@dataclass(frozen=True)
class Provider:
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks: dict[str, Any]
    at: float


KNOWN: dict[str, Provider] = {}


def set_up(settings: Settings) -> bool:
    return bool(settings.oidc_issuer and settings.oidc_client_id)


async def provider(settings: Settings) -> Provider:
    """What the issuer says of itself, an hour old at most. Raises OutsideFailed."""
    known = KNOWN.get(settings.oidc_issuer)
    if known and monotonic() - known.at < KEPT:
        return known
    async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False) as client:
        said = await got(client, f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != settings.oidc_issuer:
            raise OutsideFailed("issuer")
        out, token, keys = (inside(settings, said.get(name)) for name in ENDPOINTS)
        found = Provider(settings.oidc_issuer, out, token, await got(client, keys), monotonic())
    KNOWN[settings.oidc_issuer] = found
    return found


ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


async def got(client: httpx.AsyncClient, address: str) -> dict[str, Any]:
    try:
        answer = await client.get(address)
        answer.raise_for_status()
        said: Any = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise OutsideFailed(type(error).__name__) from error
    if not isinstance(said, dict):
        raise OutsideFailed("form")
    return said


def inside(settings: Settings, address: Any) -> str:
    """Nothing is asked of any other house than the issuer's own."""
    if not isinstance(address, str) or urlsplit(address)[:2] != urlsplit(settings.oidc_issuer)[:2]:
        raise OutsideFailed("endpoint")
    return address


def client_of(settings: Settings, redirect: str) -> Any:
    from authlib.integrations.httpx_client import AsyncOAuth2Client

    secret = settings.oidc_secret_file.read_text().strip() if settings.oidc_secret_file else None
    return AsyncOAuth2Client(
        settings.oidc_client_id, secret, scope=SCOPE, redirect_uri=redirect,
        code_challenge_method="S256", timeout=PATIENCE, follow_redirects=False,
        token_endpoint_auth_method="client_secret_basic" if secret else "none",
    )  # fmt: skip


async def way_out(settings: Settings, redirect: str, state: str, nonce: str, verifier: str) -> str:
    """Where the browser is sent. Raises OutsideFailed."""
    known = await provider(settings)
    async with client_of(settings, redirect) as client:
        address, _ = client.create_authorization_url(
            known.authorization_endpoint, state=state, nonce=nonce, code_verifier=verifier
        )
    return str(address)


async def subject(settings: Settings, redirect: str, code: str, nonce: str, verifier: str) -> str:
    """Who came back, as the issuer calls them. Raises OutsideFailed."""
    known = await provider(settings)
    async with client_of(settings, redirect) as client:
        try:
            token = await client.fetch_token(known.token_endpoint, code=code, code_verifier=verifier)
        except Exception as error:  # the library has a kind of its own for each fault, and httpx others
            raise OutsideFailed(type(error).__name__) from error
    return believed(settings, known, str(token.get("id_token", "")), nonce)


def believed(settings: Settings, known: Provider, id_token: str, nonce: str) -> str:
    """OpenID Connect Core 1.0 §3.1.3.7: signature, issuer, audience, nonce, times. Raises OutsideFailed."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet
    from joserfc.jwt import ClaimsOption

    there: ClaimsOption = {"essential": True}
    rules = jwt.JWTClaimsRegistry(
        leeway=SKEW, exp=there, iat=there, sub=there,
        iss={"essential": True, "value": known.issuer},
        aud={"essential": True, "value": settings.oidc_client_id},
        nonce={"essential": True, "value": nonce},
    )  # fmt: skip
    try:
        token = jwt.decode(id_token, KeySet.import_key_set(known.jwks), algorithms=ALGORITHMS)  # type: ignore[arg-type]
        rules.validate(token.claims)
    except (JoseError, ValueError, KeyError) as error:
        raise OutsideFailed(type(error).__name__) from error
    several = isinstance(token.claims["aud"], list) and len(token.claims["aud"]) > 1
    if several and token.claims.get("azp") != settings.oidc_client_id:
        raise OutsideFailed("azp")
    return str(token.claims["sub"])
