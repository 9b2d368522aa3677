"""What is asked when papers are missing and when an application is decided, and the commands it becomes."""

from datetime import date
from typing import get_args
from uuid import UUID

from pydantic import Field

from events.intake.application import (
    AdmitApplication,
    Document,
    ExcludeApplication,
    ExclusionReason,
    ExclusionRule,
    Explanation,
    ReceiveDocuments,
    RequestDocuments,
)
from frontend.forms import Form

DOCUMENTS: tuple[str, ...] = get_args(Document)
RULES: tuple[str, ...] = get_args(ExclusionRule)
REASONS: tuple[str, ...] = get_args(ExclusionReason)


class Wanted(Form):
    documents: tuple[Document, ...] = Field(min_length=1, max_length=5)
    due: date


class Brought(Form):
    brought: tuple[Document, ...] = Field(min_length=1, max_length=5)


class Admitted(Form):
    pass


class Excluded(Form):
    rule: ExclusionRule
    reason: ExclusionReason
    explanation: Explanation


def request(it: Wanted, application: UUID) -> RequestDocuments:
    return RequestDocuments(stream=application, dossier=application, documents=it.documents, due=it.due)


def receipt(it: Brought, application: UUID) -> ReceiveDocuments:
    return ReceiveDocuments(stream=application, dossier=application, documents=it.brought)


def admission(it: Admitted, application: UUID) -> AdmitApplication:
    return AdmitApplication(stream=application, dossier=application)


def exclusion(it: Excluded, application: UUID) -> ExcludeApplication:
    return ExcludeApplication(
        stream=application, dossier=application, rule=it.rule, reason=it.reason, explanation=it.explanation
    )
