"""One bad input."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """``proofs`` are `file::test`; where there are none, ``not_here`` says why it cannot happen."""

    number: int
    sent: str
    holds: str
    proofs: tuple[str, ...] = ()
    not_here: str = ""


def row(number: int, sent: str, holds: str, *proofs: str) -> Row:
    return Row(number, sent, holds, proofs)


def absent(number: int, sent: str, why: str) -> Row:
    return Row(number, sent, "", (), why)
