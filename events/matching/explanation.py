"""Why two people may or may not suit each other, in the eyes of one of them: the bars of a proposal."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Finding(BaseModel):
    """What one criterion found. ``sentence`` and ``parameters`` name the words; ``score`` runs from −2 to +2.

    A veto and an unknown have no score: they are counted apart and never weighed against a wish.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    criterion: str
    kind: Literal["veto", "wish", "unknown"]
    sentence: str
    score: int = 0
    parameters: dict[str, str] = {}


class Explanation(BaseModel):
    """One finding for each criterion, in the order of the published list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    findings: tuple[Finding, ...]

    @property
    def vetoed(self) -> bool:
        return any(finding.kind == "veto" for finding in self.findings)

    @property
    def total(self) -> int:
        """Good for sorting only: no number decides anything."""
        return sum(finding.score for finding in self.findings)

    @property
    def unknowns(self) -> int:
        return sum(finding.kind == "unknown" for finding in self.findings)
