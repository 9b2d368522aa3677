"""How letters and notices leave the house; every value may come from CASA_* variables."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Tls = Literal["starttls", "tls", "none"]
Contact = Annotated[str, Field(pattern=r"^(mailto:[^\s@]+@[^\s@]+|https://\S+)?$")]


def local(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class PostSettings(BaseSettings):
    """``smtp_host`` empty: letters cannot leave.

    ``push_contact`` (``mailto:`` or ``https:``) is whom a push service may write to; one of our own without it
    refuses us. ``push_hosts``: whose push services may be spoken to, a leading dot for all beneath a name.
    """

    model_config = SettingsConfigDict(env_prefix="CASA_", frozen=True, extra="ignore")

    smtp_host: str = ""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_tls: Tls = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_password_file: Path | None = None
    smtp_from: Annotated[str, Field(validate_default=True, pattern=r"^([^\s@<>,;]+@[^\s@<>,;]+)?$")] = ""
    push_contact: Contact = ""
    push_hosts: tuple[str, ...] = (
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        ".push.apple.com",
        ".notify.windows.com",
    )

    @field_validator("smtp_tls")
    @classmethod
    def never_in_clear(cls, tls: Tls, seen: ValidationInfo) -> Tls:
        """A code that lets somebody in does not cross a network unencrypted."""
        if tls == "none" and not local(seen.data.get("smtp_host", "")):
            raise ValueError("only to this very machine")
        return tls

    @field_validator("smtp_from")
    @classmethod
    def signed(cls, sender: str, seen: ValidationInfo) -> str:
        if seen.data.get("smtp_host") and not sender:
            raise ValueError("letters need a sender")
        return sender

    @model_validator(mode="before")
    @classmethod
    def opened_by_its_file(cls, said: Any) -> Any:
        if isinstance(said, dict) and said.get("smtp_password_file"):
            return {**said, "smtp_password": Path(said["smtp_password_file"]).read_text().strip()}
        return said

    @property
    def leaves(self) -> bool:
        return bool(self.smtp_host)

    @property
    def contact(self) -> str:
        return self.push_contact or (f"mailto:{self.smtp_from}" if self.smtp_from else "")
