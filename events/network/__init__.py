"""Organisations, persons and the powers between them, and who pays for what: facts and commands."""

from events.network import (
    appointment,
    attribution,
    claim,
    cost,
    disposal,
    district,
    evidence,
    finding,
    keys,
    line,
    member,
    organisation,
    person,
    pin,
    reading,
)

__all__ = [
    "appointment", "attribution", "claim", "cost", "disposal", "district", "evidence", "finding", "keys", "line",
    "member", "organisation", "person", "pin", "reading",
]  # fmt: skip
