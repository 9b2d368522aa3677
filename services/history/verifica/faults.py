"""What can be wrong with a pack, and how it is said."""

KINDS = {
    "changed": "cambiato",
    "dropped": "tolto",
    "inserted": "aggiunto",
    "reordered": "spostato",
    "truncated": "troncato",
}


class Unreadable(Exception):
    """Not a pack at all."""


class Fault(Exception):
    """``where`` in words, ``kind`` one of KINDS."""

    def __init__(self, where: str, kind: str) -> None:
        super().__init__(f"{where}: {KINDS[kind]} ({kind})")
        self.where, self.kind = where, kind
