"""A funding line: who pays for what, by which act, from when until when. All of it is public."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from events.message import Command, Fact
from events.network.appointment import ActNumber
from events.network.organisation import PublicText

LineCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]{0,19}$")]


class LineOpened(Fact):
    """What happened from ``since`` up to but not including ``until`` may be attributed to it."""

    line: UUID
    code: LineCode
    name: PublicText
    act: ActNumber
    since: date
    until: date


class LineExtended(Fact):
    """Ends on ``until`` (exclusive) and no longer on ``before``, by ``act``."""

    line: UUID
    before: date
    until: date
    act: ActNumber


class OpenLine(Command):
    """Stream and dossier are the line."""

    code: LineCode
    name: PublicText
    act: ActNumber
    since: date
    until: date


class ExtendLine(Command):
    until: date
    act: ActNumber
