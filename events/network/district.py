"""Districts: the parts of town that homes and info points belong to. Their names are public."""

from uuid import UUID

from events.message import Command, Fact
from events.network.organisation import PublicText


class DistrictNamed(Fact):
    district: UUID
    name: PublicText


class NameDistrict(Command):
    """Stream and dossier are the district."""

    name: PublicText
