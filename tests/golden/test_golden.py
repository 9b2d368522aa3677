"""What was ever said is understood for ever: a sample of each fact and command version that has existed.

A field added, renamed or dropped without a new version and an upcaster fails here.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from events.envelope import Recorded, fact_in
from events.message import FACTS, Unknown, published, revive_command, revive_fact
from tests.golden.samples import sample
from tests.golden.write import FOLDERS, place

HERE = Path(__file__).parent
NAMES = re.compile(r"(?P<topic>[a-z]+\.[A-Za-z]+)\.v(?P<version>\d+)\.json")
REVIVE = {"facts": revive_fact, "commands": revive_command}
SAMPLES = sorted(HERE.glob("*/*.json"))
KNOWN = [(folder, cls) for folder, known in FOLDERS.items() for cls in known.values()]


def revived(path):
    name = NAMES.fullmatch(path.name)
    return REVIVE[path.parent.name](name["topic"], int(name["version"]), json.loads(path.read_text()))


@pytest.mark.parametrize(
    ("folder", "cls"), KNOWN, ids=lambda it: getattr(it, "TOPIC", getattr(it, "name", ""))
)
def test_every_version_has_its_sample(folder, cls):
    versions = {int(NAMES.fullmatch(path.name)["version"]) for path in folder.glob(f"{cls.TOPIC}.v*.json")}

    assert versions == set(range(1, cls.VERSION + 1))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_sample_revives(path):
    message = revived(path)

    assert path.name.startswith(f"{message.TOPIC}.v")


@pytest.mark.parametrize(
    ("folder", "cls"), KNOWN, ids=lambda it: getattr(it, "TOPIC", getattr(it, "name", ""))
)
def test_todays_version_says_the_same_again(folder, cls):
    path = place(folder, cls)

    assert revived(path).model_dump(mode="json") == json.loads(path.read_text())


def test_a_fact_is_the_same_before_and_after_it_is_written():
    """The writer folds what was decided, without reading it back from its own bytes."""
    facts = [cls.model_validate(sample(cls)) for cls in published(FACTS).values()]

    assert [type(it).model_validate_json(it.model_dump_json()) for it in facts] == facts


def test_a_fact_of_any_version_is_read_out_of_its_record_as_it_is_revived():
    for path in (HERE / "facts").glob("*.json"):
        name = NAMES.fullmatch(path.name)
        said = {**ENVELOPE, "topic": name["topic"], "version": int(name["version"])}
        record = Recorded(**said, fact=json.loads(path.read_text()))

        assert fact_in(record.topic, record.to_bytes()) == record.revived()
        assert record.revived_in(record.to_bytes()) == record.revived()
        assert record.revived_in(spaced(record)) == record.revived()


def spaced(record: Recorded) -> bytes:
    """As no store of ours would write it: with spaces, and the fact first."""
    said = json.loads(record.to_bytes())
    return json.dumps({"fact": said.pop("fact"), **said}).encode()


SOME, MOMENT = UUID(int=7), datetime(2026, 3, 2, 9, tzinfo=UTC)
ENVELOPE = {
    **dict.fromkeys(("event_id", "stream", "dossier", "actor", "command_id"), SOME),
    **dict.fromkeys(("occurred_at", "received_at", "recorded_at"), MOMENT),
    **dict.fromkeys(("organisation", "on_behalf_of", "caused_by"), None),
    "stream_version": 1, "partnership": "lucca", "subjects": (SOME,), "role": "self", "zone": "Europe/Rome",
    "rule_version": '","fact":{"of": "a name"}',
}  # fmt: skip


def test_a_version_of_a_later_release_is_not_guessed_at():
    folder, cls = KNOWN[0]
    body = json.loads(place(folder, cls).read_text())

    with pytest.raises(Unknown):
        revive_fact(cls.TOPIC, cls.VERSION + 1, body)


def test_samples_come_out_the_same_every_time():
    _, cls = KNOWN[0]

    assert sample(cls) == sample(cls)
