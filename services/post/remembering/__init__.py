"""What is to be remembered when, for whom and until when, by the facts alone."""

from collections.abc import Iterator

from events.envelope import Recorded
from events.message import Fact
from services.post.remembering.matter import Change
from services.post.remembering.pacts import of_pacts, of_trials
from services.post.remembering.persons import of_persons
from services.post.remembering.turns import of_turns
from services.post.remembering.visits import of_visits


def changes(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    yield from of_visits(fact, recorded)
    yield from of_turns(fact, recorded)
    yield from of_pacts(fact, recorded)
    yield from of_trials(fact, recorded)
    yield from of_persons(fact)
