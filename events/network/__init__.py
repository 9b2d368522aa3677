"""Organisations, persons and the powers between them, and who pays for what: facts and commands."""

from events.network import (
    appointment,
    attribution,
    claim,
    cost,
    course,
    disposal,
    district,
    edition,
    evidence,
    finding,
    guide,
    invitation,
    keys,
    line,
    member,
    organisation,
    outside_login,
    person,
    pin,
    pin_device,
    reading,
    recovery,
    session,
    signal,
)

__all__ = [
    "appointment", "attribution", "claim", "cost", "course", "disposal", "district", "edition",
    "evidence", "finding", "guide", "invitation", "keys", "line", "member", "organisation", "outside_login",
    "person", "pin", "pin_device", "reading", "recovery", "session", "signal",
]  # fmt: skip
