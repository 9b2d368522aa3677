"""An evidence pack was given out: what has left the house cannot be called back, so it is itself a fact."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from events.category import Category
from events.message import Command, Fact

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Scope = Annotated[tuple[Category, ...], Field(max_length=19)]


class EvidenceIssued(Fact):
    """``dossier`` of the record is the case or the funding line it is about. ``scope`` are the categories of values
    shown in it in clear, ``opened`` how many; ``size`` the head of the log it is proved against, ``digest`` the
    SHA-256 of the file."""

    kind: Literal["case", "line"]
    scope: Scope
    records: int
    opened: int
    size: int
    digest: Digest


class IssueEvidence(Command):
    """``stream`` is client-made, ``dossier`` the case or the line."""

    kind: Literal["case", "line"]
    scope: Scope = ()
    records: int = Field(ge=1, le=10**8)
    opened: int = Field(default=0, ge=0, le=10**8)
    size: int = Field(ge=1, le=2**53)
    digest: Digest
