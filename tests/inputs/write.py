"""`make inputs-table`: docs/inputs.md from the rows."""

from collections.abc import Iterator
from pathlib import Path

from tests.inputs.rows import EVERY, HEADINGS, Row

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "inputs.md"
HEAD = (
    "# Bad inputs\n\n"
    "What should never come, and what happens when it does. Unless a row says otherwise: an answer in plain words "
    "(4xx, never 5xx), what was typed still in its form, no fact and no message, and one line of log without a word "
    "of it. Written by `make inputs-table` from [`tests/inputs/rows`](../tests/inputs/rows/); a test checks that "
    "every test named here exists. Beside the rows, `make inputs N=100000 SEED=7` sends as many generated requests "
    "to a demo house of its own and ends with `requests N 5xx … slow … seed …`; what it finds is kept in "
    "[`test_found.py`](../tests/inputs/test_found.py).\n"
)
TABLE = ("", "| | what is sent | what happens | proved by |", "|---|---|---|---|")


def page() -> str:
    return "\n".join([HEAD, *lines()]) + "\n"


def lines() -> Iterator[str]:
    for it in EVERY:
        if it.number in HEADINGS:
            yield from (
                "",
                f"## {HEADINGS[it.number]}",
                "",
                "| | what is sent | what happens | proved by |",
                "|---|---|---|---|",
            )
        yield told(it)


def told(it: Row) -> str:
    if it.not_here:
        return f"| {it.number} | {it.sent} | – | does not happen here: {it.not_here} |"
    return f"| {it.number} | {it.sent} | {it.holds} | {'<br>'.join(map(link, it.proofs))} |"


def link(proof: str) -> str:
    file, _, name = proof.partition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{file})"


if __name__ == "__main__":
    PAGE.write_text(page())
