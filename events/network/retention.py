"""The table of retention: for how many years each class of records is kept, and who says so."""

from pydantic import BaseModel, ConfigDict, Field

from events.network.disposal import Kind, Ruled


class Rule(Ruled):
    """``kind``: from which clock on."""

    kind: Kind

    def ruled(self) -> Ruled:
        return Ruled.model_validate(self.model_dump(exclude={"kind"}))


class Table(BaseModel):
    """One body's own, in one edition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: str = Field(max_length=40)
    rules: tuple[Rule, ...]

    def of(self, kind: Kind) -> tuple[Ruled, ...]:
        return tuple(rule.ruled() for rule in self.rules if rule.kind == kind)
