"""A small OpenID Connect issuer on a free port: who signs in there is said beforehand, and what is wrong with the token."""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from litestar import Litestar, Request, get, post

from tests.frontend.serving import served

CLIENT = "casa"


@dataclass
class Issuer:
    """``wrong`` is put over the claims of the next token; ``forged``: it is signed with another key."""

    key: RSAKey
    url: str = ""
    wrong: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    elsewhere: str = ""
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def agree(self, address: str, who: str) -> str:
        """What the browser is sent back with, once ``who`` signed in there."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.asked)}"
        self.asked[code] = {**asked, "sub": who}
        return f"{urlsplit(asked['redirect_uri']).path}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        asked = self.asked.pop(form["code"])
        challenge = (
            base64.urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        )
        assert asked["code_challenge"] == challenge
        assert asked["code_challenge_method"] == "S256"
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": asked["sub"], "nonce": asked["nonce"], "iat": now, "exp": now + 60,
        } | self.wrong  # fmt: skip
        key = RSAKey.generate_key(2048, parameters={"kid": "1"}) if self.forged else self.key
        token = jwt.encode(
            {"alg": "RS256", "kid": "1"}, {k: v for k, v in claims.items() if v is not None}, key
        )
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}


@contextmanager
def issuer() -> Iterator[Issuer]:
    made = Issuer(RSAKey.generate_key(2048, parameters={"kid": "1"}))

    @get("/.well-known/openid-configuration")
    async def says() -> dict[str, str]:
        at = made.elsewhere or made.url
        return {
            "issuer": made.url, "authorization_endpoint": f"{made.url}/authorize",
            "token_endpoint": f"{at}/token", "jwks_uri": f"{made.url}/keys",
        }  # fmt: skip

    @get("/keys")
    async def keys() -> dict[str, Any]:
        return {"keys": [made.key.as_dict(private=False)]}

    @post("/token", status_code=200)
    async def token(request: Request[Any, Any, Any]) -> dict[str, Any]:
        return made.token({name: str(value) for name, value in (await request.form()).items()})

    with served(Litestar([says, keys, token], openapi_config=None)) as url:
        made.url = url
        yield made
