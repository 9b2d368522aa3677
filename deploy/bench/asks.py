"""Commands as a web node sends them: each under a claim of its own, signed beforehand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from uuid import UUID, uuid4, uuid5

from events.envelope import Ask
from events.message import Command
from events.network.identity import PersonalData
from events.network.member import GrantRole, member_of
from events.network.organisation import EnrolPartner, OpenPoint
from events.network.person import RegisterPerson
from events.role import Role
from services.kernel.claims import Claim, sign
from services.kernel.settings import Settings

SPACE = UUID("0b3f6a36-6a0e-5d0a-9d37-4a8c0e6f3c11")
LONG_AGO = date(2024, 1, 1)
ORGANISATIONS = tuple(uuid5(SPACE, str(n)) for n in range(500))
COORDINATOR = uuid5(SPACE, "coordinator")


class Asking:
    """``by`` is a coordinator; what they ask goes to the network service and keeps no private word."""

    def __init__(self, settings: Settings, by: UUID = COORDINATOR) -> None:
        self.settings = settings
        self.by = by
        self._signed = lru_cache(maxsize=1_000)(partial(sign, key=settings.claim_signing_key))

    def beginning(self) -> list[tuple[str, bytes]]:
        """An empty house gets its coordinator, who then may enrol organisations."""
        identity = PersonalData(first_name="Marta", last_name="Lenzi", birth_date=date(1975, 3, 2))
        person = RegisterPerson(stream=self.by, dossier=self.by, identity=identity)
        grant = GrantRole(stream=member_of(self.by), dossier=self.by, role=Role.COORDINATOR, since=LONG_AGO)
        return [self.ask(person, role=Role.PUBLIC), self.ask(grant, UUID(int=0), Role.SYSTEM)]

    def enrolled(self, organisation: UUID) -> tuple[str, bytes]:
        return self.ask(EnrolPartner(
            stream=organisation, dossier=organisation, name="Cooperativa La Soglia", legal_form="social-cooperative",
            competences=("cohousing", "youth"), since=LONG_AGO,
        ))  # fmt: skip

    def points(self, many: int) -> Iterator[tuple[str, bytes]]:
        """As many commands to organisations in turn: subject and body of each."""
        for n in range(many):
            organisation = ORGANISATIONS[n * 7 % len(ORGANISATIONS)]
            yield self.point(organisation)

    def point(self, organisation: UUID) -> tuple[str, bytes]:
        return self.ask(OpenPoint(
            stream=organisation, dossier=organisation, point=uuid4(), name="Sportello di San Concordio",
            place="Via Urbicciani 362, Lucca", channels=("desk", "phone"), since=LONG_AGO,
        ))  # fmt: skip

    def ask(
        self, command: Command, by: UUID | None = None, role: Role = Role.COORDINATOR
    ) -> tuple[str, bytes]:
        now = datetime.now(UTC)
        ask = Ask(
            command_id=uuid4(), topic=command.TOPIC, version=command.VERSION, body=command.model_dump(mode="json"),
            claim=self.claim(by or self.by, role, now), occurred_at=now, received_at=now,
        )  # fmt: skip
        return f"casa.commands.{command.TOPIC}", ask.model_dump_json().encode()

    def claim(self, by: UUID, role: Role, now: datetime) -> str:
        """The same for a minute, as a web node keeps it for each of its readers: a service checks it once."""
        until = (now + timedelta(minutes=30)).replace(second=0, microsecond=0)
        return self._signed(Claim(person=by, role=role, partnership=self.settings.partnership, until=until))
