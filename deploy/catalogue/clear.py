"""What stands in clear in facts, and why it must."""

from collections.abc import Iterator
from inspect import get_annotations

from pydantic import BaseModel

from deploy.catalogue.shapes import models, parts
from events import access  # noqa: F401 - fills the catalogue
from events.message import FACTS, published

KINDS = (
    ("ids", "who and what a record is about: pseudonyms, which the rules compare; handled as personal data"),
    ("days and instants", "rights, terms and occupancy turn on them"),
    ("codes", "one word of a short list, where a rule or a count needs the kind of thing and not its story"),
    ("numbers", "minutes, places, points and versions that an invariant adds up"),
    ("yes and no", "marks such as keys returned or told back"),
)  # fmt: skip

# Every text that stands in clear, with its reason. A new one without a line here fails the tests.
TEXTS: dict[str, str] = {
    "ApplicationSubmitted.receipt": "follows from the application's id; read out at the desk",
    "PaperProtocol.number": "a number in the office's public register",
    "EligibilityChecked.rule": "version of the rule that gave the verdict",
    "PasskeyAdded.credential": "number of a key, made at random by the device; opens nothing",
    "PasskeyAdded.public_key": "the public half of a key; opens nothing",
    "AddressConfirmed.mark": "HMAC of an address under a secret of the house; it is found again by it, not read from it",
    "CallPublished.title": "a call is published",
    "CallPublished.grid_hash": "hash of the published scoring grid",
    "EligibilityRule.version": "version of a published rule",
    "AuditorAppointed.act": "number of a published act",
    "RetentionStarted.table": "edition of the retention rules",
    "Kept.source": "the law or plan a retention rule comes from",
    "DisposalAuthorised.act": "number of a published act",
    "LineOpened.code": "code of a public funding line",
    "LineOpened.name": "name of a public funding line",
    "LineOpened.act": "number of a published act",
    "LineExtended.act": "number of a published act",
    "PlaceAttributed.rule_version": "version of the rule by which figures are counted",
    "EffortAttributed.rule_version": "version of the rule by which figures are counted",
    "DoorCodeMade.digest": "recognises the code on a door's sheet; a hundred random bits stand behind it",
    "IncidentRaised.hidden": "recognises from whom a report is kept, without saying who that is",
    "EvidenceIssued.digest": "of the file that was given out",
    "InvitationIssued.hashed": "SHA-256 of a keyed mark of the code: nobody gets the code from it",
    "RecoveryConfirmed.hashed": "SHA-256 of a keyed mark of the code on the printed sheet",
    "ClaimClosed.root": "head of the log that the figures were read from",
    "ClaimClosed.rule_version": "version of the rule by which figures are counted",
    "CallExtended.act": "number of a published act",
    "HomeRegistered.district": "code of a district, not an address",
    "HomeRegistered.name": "what a home is called, not where it is",
    "StayRulesPublished.edition": "version of published rules",
    "StayRulesPublished.source": "the act the published numbers come from",
    "StayConfirmed.rule": "version of the published rule of fairness",
    "StayDeclined.rule": "version of the published rule of fairness",
    "ConditionMet.edition": "version of the published list",
    "SolutionTypeSet.rules": "version of the rules of a kind of home",
    "ProposalMade.rule_version": "version of the rules that explained the pair",
    "CandidatesEvaluated.rule_version": "version of the rules that explained the pairs",
    "PartnerJoined.name": "an organisation is not a person",
    "PointOpened.name": "an Info Point is open to the public",
    "PointOpened.place": "an Info Point is open to the public",
    "DistrictNamed.name": "a district of the town",
    "Version.hash": "what every party signs",
    "SealedRule.commitment": "binds a sealed house rule to the hash; its salt is sealed",
    "PactAmended.from_hash": "the version still in force",
    "PactSigned.hash": "what was signed",
    "PactActivated.hash": "what came into force",
    "Words.title": "an entry of the guide is published",
    "Words.what": "an entry of the guide is published",
    "Words.who": "an entry of the guide is published",
    "Words.easy": "an entry of the guide is published",
    "Sheet.organisation": "an organisation is not a person",
    "Sheet.place": "where an organisation receives everybody",
    "Sheet.phone": "an organisation's own number, given to everybody",
    "Sheet.site": "an organisation's own site",
    "OptionsGiven.rule": "version of the published rule that chose",
    "NeedSignalled.quarter": "a quarter of a year",
    "ThemePublished.quarter": "a quarter of a year",
    "LookQuestioned.page": "code of a page, the same for everybody",
    "RecordRead.page": "code of a page, the same for everybody",
}


def texts() -> set[str]:
    """Class.field of every text in clear in any fact, under the class that declares it."""
    shapes = {shape for fact in published(FACTS).values() for shape in (fact, *models(fact))}
    return {f"{declaring(shape, name)}.{name}" for shape in shapes for name in of_text(shape)}


def of_text(shape: type[BaseModel]) -> Iterator[str]:
    for name, field in shape.model_fields.items():
        if any(part is str for part in parts(field.annotation)):
            yield name


def declaring(shape: type[BaseModel], name: str) -> str:
    return next(it.__name__ for it in reversed(shape.__mro__) if name in get_annotations(it))
