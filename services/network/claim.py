"""Claims: a period of a line is closed once; what comes late afterwards is seen beside it, never inside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from events.envelope import Refusal
from events.message import Fact
from events.network.attribution import BY_DAY
from events.network.claim import ClaimClosed, CloseClaim, claim_of
from services.kernel.deciding import Act, Decider, Read
from services.network.line import LINE, Line
from services.network.term import backwards


@dataclass(frozen=True)
class Claim:
    closed: bool = False


def decide(claim: Claim, command: CloseClaim, act: Act, line: Line) -> Iterator[Fact]:
    if command.stream != claim_of(command.dossier, command.since, command.until):
        raise Refusal("claim.misaddressed")
    if backwards(command.since, command.until):
        raise Refusal("claim.ends-before-it-begins", field="until")
    if not line.covers(command.since, command.until):
        raise Refusal("claim.outside-the-line", field="since")
    if command.until > act.today:
        raise Refusal("claim.not-over-yet", field="until")
    if not claim.closed:
        yield ClaimClosed(
            line=command.dossier, since=command.since, until=command.until, totals=command.totals,
            size=command.size, root=command.root, rule_version=BY_DAY,
        )  # fmt: skip


def evolve(claim: Claim, fact: Fact) -> Claim:
    return Claim(True) if isinstance(fact, ClaimClosed) else claim


def the_line(command: CloseClaim) -> Mapping[str, Read]:
    return {"line": Read(LINE, command.dossier)}


CLAIM = Decider(Claim(), decide, evolve, commands=(CloseClaim,), reads=the_line)
