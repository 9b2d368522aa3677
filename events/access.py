"""Roles × commands × categories: data, no code. What is not written here is not allowed."""

from events.accompaniment.access import COMMANDS as ACCOMPANIMENT
from events.category import Category
from events.intake.access import COMMANDS as INTAKE
from events.matching.access import COMMANDS as MATCHING
from events.network.access import COMMANDS as NETWORK
from events.pacts.access import COMMANDS as PACTS
from events.reads.access import SHOWN_UNRECORDED as SHOWN_UNRECORDED
from events.role import Grant, Role

COMMANDS: dict[str, tuple[Grant, ...]] = {**INTAKE, **MATCHING, **PACTS, **ACCOMPANIMENT, **NETWORK}
"""Catalogue name of a command → the ways to be allowed to ask it."""

LEVELS = {
    "F": "in full",
    "o": "their own part",
    "s": "a summary",
    "C": "what the person chose to share",
    "p": "under a pseudonym",
    "a": "in aggregate only",
    "B": "by breaking the glass: reason, 60 minutes, told",
    "-": "not at all",
}

READERS = (
    Role.SELF, Role.COHABITANT, Role.FAMILY, Role.OPERATOR, Role.COORDINATOR, Role.INFO_POINT,
    Role.COMMISSION, Role.HOST, Role.HOUSING_OFFICE, Role.RESEARCHER, Role.AUDITOR, Role.SYSADMIN,
)  # fmt: skip

# One letter per reader, in the order of READERS (the domain's visibility matrix, defaults).
VISIBILITY: dict[Category, str] = {
    Category.IDENTITY:           "FsCFFopCF-p-",
    Category.APPLICATION:        "F--sFoF-sap-",
    Category.SCORES:             "o---s-F-sap-",
    Category.DISABILITY:         "F-CsF-s-sap-",
    Category.JUDICIAL:           "F--BB-------",
    Category.MATCH:              "oo-sF----ap-",
    Category.PACT:               "FFCFF---sap-",
    Category.DUTIES:             "FF-ss----aa-",
    Category.EXPENSES:           "osCsF---sap-",
    Category.TENSION_SIDE:       "o--C--------",
    Category.TENSION_AGREEMENT:  "FFCFF----ap-",
    Category.VISIT_SHARED:       "FoCFF----ap-",
    Category.VISIT_PROFESSIONAL: "---FF-----p-",
    Category.GOALS:              "F-CFF--C-ap-",
    Category.STAYS:              "FsCFF---sap-",
    Category.INCIDENTS:          "o-CFF---sap-",
    Category.AID:                "FoCsss-o-ap-",
    Category.READS:              "F-oos-----p-",
    Category.PROOFS:             "FFFFF-----FF",
}  # fmt: skip

# What a role reads for an hour once it has broken the glass: every "B", and beneath an auditor's pseudonyms.
BREAKABLE: dict[Category, tuple[Role, ...]] = {
    Category.JUDICIAL: (Role.OPERATOR, Role.COORDINATOR),
    Category.IDENTITY: (Role.AUDITOR,),
    Category.VISIT_PROFESSIONAL: (Role.AUDITOR,),
}
