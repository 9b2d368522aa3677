"""What each letter of the visibility matrix means when it is applied, cell by cell where that differs."""

from collections.abc import Iterator

from events.access import BREAKABLE, LEVELS
from events.accompaniment.glass import LEAST_WORDS, OPEN_FOR, REVIEW_WITHIN

MEANINGS = {
    "F": "Within the reader's reach: oneself; the home one lives in; whom one is close to; the cases one is assigned"
    " to or appointed to audit; else all of the partnership. Beyond it: nothing.",
    "o": "What is about the reader; for cohabitants also what the home itself owns. At a desk: what these very hands"
    " entered, for thirty days. Of who looked at what: their own looks.",
    "s": "What facts tell in clear: a band, a count, a trend, a first name. Where there is none, the constant"
    " sentence. Shared items of a home (its expenses) are the home's, and open to who lives there.",
    "C": "Only what a share in force that day names, given to this reader in this role; else the sentence that the"
    " person decides, whether or not there is anything.",
    "p": "The fact, its times and its author, under pseudonyms that stay the same and tell nothing; no words.",
    "a": "No value of anybody opens. Counts stand on pages of their own, without any about fewer than five; where a"
    " row is kept back, so is its total.",
    "B": "Shut, with a sentence that says so, unless the reader has broken the glass.",
    "-": "The constant sentence, or a page that is not there.",
}


def levels() -> Iterator[str]:
    yield "\n### The letters\n\n| letter | means | applied |\n|---|---|---|"
    for letter, words in LEVELS.items():
        yield f"| `{'·' if letter == '-' else letter}` | {words} | {MEANINGS[letter]} |"


def glass() -> Iterator[str]:
    minutes, hours = int(OPEN_FOR.total_seconds() // 60), int(REVIEW_WITHIN.total_seconds() // 3600)
    yield f"""
### Breaking the glass

For one case, for {minutes} minutes from when the house heard it, in one's own name and never afterwards or in
advance; with a ground and a reason of at least {LEAST_WORDS} characters, sealed as an incident of the case. It
is a fact of that case. Coordinators find it on their overview at once; one who did not break it reviews it;
after {hours} hours without a review another fact raises the alarm. Those who live there read who it was, when
and why among who has looked. What was open shuts by itself, also on pages that stay open. Who may, and what:

| category | who |
|---|---|"""
    for category, roles in BREAKABLE.items():
        yield f"| `{category.value}` | {', '.join(role.value for role in roles)} |"


def ending() -> str:
    return """
### When it ends

Rights are standings with a first and a last day; what was broken open ends at an instant. Each request reads
them anew, and an open page is told when its reader's have become less. Whoever looks is in a list that the
person reads. A page says where it stands as a moment and never as a count, and family is told of no change at
all: what is hidden leaves no trace in bytes, order, counts or timing of theirs."""
