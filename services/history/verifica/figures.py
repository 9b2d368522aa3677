"""What the facts of a case add up to: computed by the house for its report and by the auditor from the records."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

ENDED, CORRECTED = "accompaniment.VisitEnded", "accompaniment.VisitMinutesCorrected"
COUNTED = {
    "convivenze": "pacts.CohabitationFormed",
    "convivenze chiuse": "pacts.CohabitationClosed",
    "visite fissate": "accompaniment.VisitScheduled",
    "visite mancate": "accompaniment.VisitMissed",
    "note scritte": "accompaniment.NoteWritten",
    "note corrette": "accompaniment.NoteCorrected",
}

CONTEXTS_IT = {
    "intake": "domanda",
    "matching": "casa e abbinamento",
    "pacts": "convivenza e patto",
    "accompaniment": "accompagnamento",
    "network": "rete e conti",
}


def figures(facts: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Name → number. The minutes of a visit are those said last."""
    topics: Counter[str] = Counter()
    minutes: dict[str, int] = {}
    for fact in facts:
        topics[fact["topic"]] += 1
        if fact["topic"] in (ENDED, CORRECTED):
            minutes[fact["stream"]] = int(fact["fact"]["minutes"])
    contexts: Counter[str] = Counter()
    for topic, count in topics.items():
        contexts[topic.partition(".")[0]] += count
    return {
        "fatti": sum(topics.values()),
        **{f"fatti, {CONTEXTS_IT.get(it, it)}": count for it, count in sorted(contexts.items())},
        **{name: topics[topic] for name, topic in COUNTED.items()},
        "visite fatte": topics[ENDED],
        "minuti di visita": sum(minutes.values()),
    }
