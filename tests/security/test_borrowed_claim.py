"""A claim is good at the service it was said to: who hears it cannot ask another one in that person's name."""

from uuid import UUID, uuid4

from deploy import secrets
from events.network.person import RegisterPerson
from events.role import Role
from frontend.bus import Bus
from frontend.reader import Reader
from services.kernel import clock
from services.kernel.claims import verify
from services.kernel.settings import Settings
from tests.people import MARTA, PARTNERSHIP


def test_a_web_node_names_the_service_in_every_claim(tmp_path) -> None:
    secrets.make(tmp_path)
    settings = Settings(data=tmp_path)
    now = clock.now()
    command = RegisterPerson.model_construct(stream=uuid4(), dossier=UUID(int=1))
    reader = Reader(MARTA.id, Role.COORDINATOR, PARTNERSHIP, "it", now.date())

    said = verify(Bus(settings).claim(reader, command, now), settings.claim_key, now)
    assert said.context == "network"
