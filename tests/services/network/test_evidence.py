"""A pack that leaves the house is noted, once."""

import pytest
from pydantic import ValidationError

from events.category import Category
from events.network.evidence import EvidenceIssued, IssueEvidence
from services.network.evidence import EVIDENCE, Evidence
from tests.people import DARIO, id_of
from tests.services.network.funded import HERE
from tests.services.story import act, given, refused, when

SAID = {
    "kind": "case",
    "scope": (Category.PACT,),
    "records": 212,
    "opened": 3,
    "size": 800,
    "digest": "ab" * 32,
}
ISSUE = IssueEvidence(stream=id_of("prova"), dossier=HERE, **SAID)


def test_what_was_given_out_is_noted_and_asked_again_it_is_the_same():
    assert when(EVIDENCE, ISSUE, Evidence(), act(DARIO)) == [EvidenceIssued(**SAID)]
    assert when(EVIDENCE, ISSUE, given(EVIDENCE, EvidenceIssued(**SAID))) == []


def test_another_file_is_another_pack():
    other = ISSUE.model_copy(update={"digest": "cd" * 32})

    assert refused(EVIDENCE, other, given(EVIDENCE, EvidenceIssued(**SAID))) == "evidence.already-issued"


@pytest.mark.parametrize("digest", ["", "AB" * 32, "ab" * 31, "zz" * 32])
def test_a_digest_is_one(digest):
    with pytest.raises(ValidationError):
        IssueEvidence(stream=id_of("prova"), dossier=HERE, **{**SAID, "digest": digest})
