"""Pacts and trials: what waits for a signature, what is about to end."""

from collections.abc import Iterator
from datetime import time, timedelta

from events.envelope import Recorded
from events.message import Fact
from events.pacts.cohabitation import CohabitationActivated, CohabitationClosed, TrialStarted
from events.pacts.pact import PactActivated, PactAmended, PactDrafted, PactEnded, PactSigned
from services.post.remembering.matter import MORNING, Change, Matter, Over, moment

A_SIGNATURE_WAITS = timedelta(days=60)
BEFORE_A_TRIAL_ENDS = timedelta(days=7)


def of_pacts(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    pact = recorded.stream
    match fact:
        case PactDrafted() | PactAmended():
            at = moment(recorded.day + timedelta(days=1), MORNING, recorded.zone)
            yield Matter("pact-to-sign", pact, at, at + A_SIGNATURE_WAITS, fact.persons)
        case PactSigned():
            yield Over("pact-to-sign", pact, fact.party)
        case PactActivated() | PactEnded():
            yield Over("pact-to-sign", pact)


def of_trials(fact: Fact, recorded: Recorded) -> Iterator[Change]:
    home = recorded.dossier
    match fact:
        case TrialStarted():
            at = moment(fact.until - BEFORE_A_TRIAL_ENDS, MORNING, recorded.zone)
            until = moment(fact.until, time(0), recorded.zone)
            yield Matter("trial-ending", home, at, until, circle=home)
        case CohabitationActivated() | CohabitationClosed():
            yield Over("trial-ending", home)
