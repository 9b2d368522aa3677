"""Districts: a name, and the right to a better one."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.envelope import Refusal
from events.message import Fact
from events.network.district import DistrictNamed, NameDistrict
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class District:
    name: str | None = None


def decide(district: District, command: NameDistrict, act: Act) -> Iterator[Fact]:
    if command.stream != command.dossier:
        raise Refusal("district.misaddressed")
    if command.name != district.name:
        yield DistrictNamed(district=command.stream, name=command.name)


def evolve(district: District, fact: Fact) -> District:
    return District(fact.name) if isinstance(fact, DistrictNamed) else district


DISTRICT = Decider(District(), decide, evolve, commands=(NameDistrict,))
