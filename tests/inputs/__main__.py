"""`make inputs`: N generated requests against a demo house of its own, told in one line; the wrong ones are kept."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.inputs.driving import Tally
from tests.inputs.running import SLOW, Run, corpus
from tests.system.house import House, living
from tests.system.positions import positions

KEPT = Path("var/inputs")


def main(n: int, seed: int) -> int:
    with tempfile.TemporaryDirectory(prefix="casa-inputs-") as folder:
        made = corpus(Path(folder) / "addresses", seed, n)
        print(f"cases made by schemathesis: {len(made)}", flush=True)
        with living("demo", Path(folder) / "casa") as house:
            run = Run(house.port, seed, Path(folder) / "addresses")
            asyncio.run(phases(run, made, n, house))
    told(run.tally, n, seed)
    return 1 if run.tally.wrong else 0


async def phases(run: Run, made: list, n: int, house: House) -> None:  # type: ignore[type-arg]
    before = positions(house.data)
    await run.closed(n // 10)
    print(f"{len(run.tally.took)} at {run.tally.rate:.0f}/s, wrong: {len(run.tally.wrong)}", flush=True)
    await run.refused(made, n // 5)
    if positions(house.data) != before:
        run.tally.wrong.append({"fault": "something refused was done", "answer": str(positions(house.data))})
    for _ in range(10):
        await run.anything(made, (n - n // 10 - n // 5) // 10)
        print(f"{len(run.tally.took)} at {run.tally.rate:.0f}/s, wrong: {len(run.tally.wrong)}", flush=True)
    await run.anything(made, n - len(run.tally.took))


def told(tally: Tally, n: int, seed: int) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"wrong-{seed}.jsonl"
    file.write_text("".join(json.dumps(it) + "\n" for it in tally.wrong))
    bad = sum(count for status, count in tally.statuses.items() if status >= 500)
    slow = sum(1 for it in tally.took if it > SLOW)
    print("statuses", dict(sorted(tally.statuses.items())))
    print(f"rate {tally.rate:.0f}/s p50 {tally.slowest(0.5) * 1000:.0f} ms p99 {tally.slowest(0.99) * 1000:.0f} ms "
          f"slowest {tally.slowest() * 1000:.0f} ms wrong {len(tally.wrong)}")  # fmt: skip
    print(f"requests {len(tally.took)} 5xx {bad} slow {slow} seed {seed}")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
