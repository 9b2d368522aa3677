"""What is asked about a life project, and the commands it becomes."""

from datetime import date
from uuid import UUID

from pydantic import Field

from events.accompaniment.life_project import (
    AllowStableHome,
    AppointReferente,
    ApproveLifeProject,
    Condition,
    MeetCondition,
    life_project_of,
)
from events.message import Command
from frontend.forms import Form


class Following(Form):
    referente: UUID


class Approving(Form):
    """The person is a member without being asked for: nobody approves it without them."""

    edition: int = Field(ge=1, le=99)
    members: tuple[UUID, ...] = Field(min_length=1, max_length=19)
    review_by: date


class Meeting(Form):
    condition: Condition
    evidence: tuple[UUID, ...] = Field(min_length=1, max_length=20)


class Allowing(Form):
    home_review: date


def own(person: UUID) -> dict[str, UUID]:
    return {"stream": life_project_of(person), "dossier": person}


def appointed(person: UUID, it: Following) -> Command:
    return AppointReferente(**own(person), referente=it.referente)


def approved(person: UUID, it: Approving) -> Command:
    return ApproveLifeProject.model_validate(
        {**own(person), "version": it.edition, "members": (person, *it.members), "review_by": it.review_by}
    )


def met(person: UUID, it: Meeting) -> Command:
    return MeetCondition.model_validate({**own(person), "condition": it.condition, "evidence": it.evidence})


def allowed(person: UUID, it: Allowing) -> Command:
    return AllowStableHome.model_validate({**own(person), "review_by": it.home_review})
