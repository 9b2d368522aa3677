"""Who a person is: in clear only while it is being asked, sealed field by field once it has been told."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from events.sealed import Sealed

# Control characters, text turned round (U+202A–E, U+2066–9) and characters nobody sees (two names would look alike)
# have no place in what is shown on one line; joiners (U+200C–D) belong to how some alphabets are written.
ONE_LINE = r"^[^\p{Cc}\x{AD}\x{200B}\x{2060}-\x{2064}\x{FEFF}\x{202A}-\x{202E}\x{2066}-\x{2069}]+$"

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=ONE_LINE)]
Pronouns = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=ONE_LINE)
]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=254, pattern=r"^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@.\p{C}]+$"
    ),
]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ./-]{4,24}$")]


class PersonalData(BaseModel):
    """What a form asks. It travels in commands, which are never stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_name: Name
    last_name: Name
    birth_date: date
    email: Email | None = None
    phone: Phone | None = None
    pronouns: Pronouns | None = None


class Identity(BaseModel):
    """One box per field, so that a housemate may be shown a first name and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_name: Sealed[str]
    last_name: Sealed[str]
    birth_date: Sealed[date]
    email: Sealed[str] | None = None
    phone: Sealed[str] | None = None
    pronouns: Sealed[str] | None = None
