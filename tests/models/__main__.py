"""`make models EXAMPLES=n`: each model for as many examples as asked, and how long that took."""

import sys
import time

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.frontend.test_rights_model import Rights
from tests.models.test_m1_pact import PactLife
from tests.models.test_m2_delivery import Delivery
from tests.models.test_m4_commands import WhoMayAsk
from tests.services.pacts.test_invariants import Living, Sharing
from tests.services.vault.test_erased_stays_erased import Erasure

MODELS: dict[str, tuple[type[RuleBasedStateMachine], ...]] = {
    "m1": (PactLife, Living, Sharing),
    "m2": (Delivery,),
    "m4": (WhoMayAsk, Rights),
    "m5": (Erasure,),
}
"""M3 needs a house around it: tests/frontend/mailbox/test_two_queues.py."""


def main(examples: int, names: list[str]) -> None:
    for name in names or list(MODELS):
        for model in MODELS[name]:
            began = time.monotonic()
            run_state_machine_as_test(model, settings=many(examples))
            print(
                f"{name} {model.__name__}: {examples} examples, {time.monotonic() - began:.0f} s", flush=True
            )


def many(examples: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=40, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
