"""Where this process finds its store, its courier and its secrets; every value may come from CASA_* variables."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from pydantic import AfterValidator, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def on_the_map(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (KeyError, OSError) as error:  # unknown, or the name of a folder
        raise ValueError("no such zone") from error
    return zone


def with_password(store: str, password: str) -> str:
    """The address of a database with a password after its user, where it names a user and none yet."""
    scheme, found, rest = store.partition("://")
    user, at, place = rest.partition("@")
    unsaid = found and at and ":" not in user
    return f"{scheme}://{user}:{quote(password, safe='')}@{place}" if unsaid else store


# Encrypted, or on this very machine.
ISSUER = r"^(https://[^\s?#]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?(/[^\s?#]*)?)?$"


class Settings(BaseSettings):
    """``store`` is ``sqlite`` (a file per service under ``data``) or a ``postgresql://`` address (a schema each).

    ``nats_password`` empty means: look it up for this service in ``data/secrets/nats.json``. ``key_copy`` and
    ``erased`` belong on another disk than ``data`` where there is one. ``origin`` is what people type to come
    here, without a path: passkeys are good there and nowhere else. ``client_address_header`` names what our own
    proxy says a client's address in. ``duty_phone`` is the number a person calls for help; ``pictures`` a folder of
    photos of the real home, named like the pictograms they stand for. How long one stays signed in: without a
    request, and at most (90 days). ``oidc_issuer`` and ``oidc_client_id`` let people come in with an outside login:
    both empty, nothing of it is there. ``…_file`` is a file that holds nothing but a password. ``secrets_folder`` may
    be read-only when all keys are in it; empty, it is ``data/secrets``. ``host`` is what the pages and the private port
    (``metrics_port``, 0: none) listen on; ``proxies`` says whose word about scheme and address of a client is taken.
    """

    model_config = SettingsConfigDict(env_prefix="CASA_", frozen=True, extra="ignore")

    data: Path = Path("var/casa")
    store: Annotated[str, Field(pattern=r"^(sqlite$|postgres(ql)?://)")] = "sqlite"
    nats: str = "nats://127.0.0.1:4222"
    nats_password: str = ""
    nats_password_file: Path | None = None
    nats_replicas: Annotated[int, Field(ge=1, le=5)] = 1
    store_password_file: Path | None = None
    secrets_folder: Path | None = None
    partnership: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")] = "lucca"
    zone: Annotated[str, AfterValidator(on_the_map)] = "Europe/Rome"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    host: str = "127.0.0.1"
    proxies: str = "127.0.0.1"
    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    log: Annotated[str, Field(pattern=r"^(text|json)$")] = "text"
    origin: Annotated[str, Field(pattern=r"^(https?://[a-z0-9.-]+(:[0-9]+)?)?$")] = ""
    client_address_header: str = ""
    staff_idle_hours: Annotated[int, Field(ge=1, le=24)] = 12
    staff_days: Annotated[int, Field(ge=1, le=90)] = 7
    idle_days: Annotated[int, Field(ge=1, le=90)] = 30
    signed_in_days: Annotated[int, Field(ge=1, le=90)] = 90
    oidc_issuer: Annotated[str, Field(pattern=ISSUER)] = ""
    oidc_client_id: str = ""
    oidc_secret_file: Path | None = None
    oidc_name: Annotated[str, Field(min_length=1, max_length=40)] = "SPID o CIE"
    demo: bool = False
    duty_phone: Annotated[str, Field(pattern=r"^(\+?[0-9][0-9 ]{2,20})?$")] = ""
    pictures: Path | None = None
    key_copy: Path | None = None
    erased: Path | None = None

    @model_validator(mode="before")
    @classmethod
    def opened_by_its_file(cls, said: Any) -> Any:
        """Whoever connects finds the password in the address, and only there."""
        if isinstance(said, dict) and said.get("store_password_file"):
            password = Path(said["store_password_file"]).read_text().strip()
            return {**said, "store": with_password(str(said.get("store", "sqlite")), password)}
        return said

    @property
    def couriers(self) -> list[str]:
        """Where the message servers are: several addresses, with commas between, are one cluster."""
        return self.nats.split(",")

    @property
    def key_copies(self) -> Path:
        """The folder of the vault's second file."""
        return self.key_copy or self.data / "vault-copy"

    @property
    def erasures(self) -> Path:
        """The folder of the list of what was erased; no backup holds it, no restore touches it."""
        return self.erased or self.data / "erased"

    @property
    def public_origin(self) -> str:
        return self.origin or f"http://localhost:{self.port}"

    @property
    def secrets(self) -> Path:
        return self.secrets_folder or self.data / "secrets"

    @cached_property
    def claim_key(self) -> Ed25519PublicKey:
        """With it a service checks who asks; it cannot make a claim itself."""
        key = load_pem_public_key((self.secrets / "claims.pub").read_bytes())
        assert isinstance(key, Ed25519PublicKey)
        return key

    @cached_property
    def claim_signing_key(self) -> Ed25519PrivateKey:
        """Only a web node holds this one."""
        key = load_pem_private_key((self.secrets / "claims.key").read_bytes(), password=None)
        assert isinstance(key, Ed25519PrivateKey)
        return key

    @cached_property
    def digest_key(self) -> bytes:
        """Keys the digests of commands, so that a remembered reply cannot be guessed back into what was asked."""
        return (self.secrets / "digest.key").read_bytes()
