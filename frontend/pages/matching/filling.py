"""What the forms of a match ask, and the commands they become."""

from datetime import date
from typing import Annotated, get_args
from uuid import UUID

from pydantic import Field, StringConstraints

from events.matching.proposal import DecideMatch, DropMatch, DropReason, MakeProposal, RecordMeeting
from events.matching.round import EvaluateCandidates
from frontend.forms import Form, NewId
from frontend.pages.matching.queries import Proposal

DROP_REASONS: tuple[str, ...] = get_args(DropReason)
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=1000)]


class Compared(Form):
    round: NewId
    call: UUID
    candidates: tuple[UUID, ...] = Field(min_length=2, max_length=16)


class Proposed(Form):
    proposal: NewId
    round: UUID
    one: UUID
    other: UUID
    home: UUID
    since: date
    override: Annotated[str, Field(max_length=500)] = ""


class Met(Form):
    day: date


class Decided(Form):
    cohabitation: NewId
    reason: Reason


class Dropped(Form):
    why: DropReason


def evaluation(it: Compared) -> EvaluateCandidates:
    return EvaluateCandidates(stream=it.round, dossier=it.call, candidates=it.candidates)


def proposing(it: Proposed) -> MakeProposal:
    return MakeProposal(
        stream=it.proposal, dossier=it.home, one=it.one, other=it.other, round=it.round, since=it.since,
        override=it.override,
    )  # fmt: skip


def meeting(it: Met, proposal: Proposal) -> RecordMeeting:
    return RecordMeeting(stream=proposal.id, dossier=proposal.home, day=it.day)


def decision(it: Decided, proposal: Proposal) -> DecideMatch:
    one, other = (each.person for each in proposal.parties)
    return DecideMatch(
        stream=proposal.id, dossier=proposal.home, one=one, other=other, cohabitation=it.cohabitation,
        reason=it.reason,
    )  # fmt: skip


def dropping(it: Dropped, proposal: Proposal) -> DropMatch:
    return DropMatch(stream=proposal.id, dossier=proposal.home, reason=it.why)
