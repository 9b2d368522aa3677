"""What a log hands a witness and what it answers: the body and codes of C2SP tlog-witness, on the message server."""

from base64 import b64encode
from dataclasses import dataclass

from services.history.verifica.notes import binary

MOST = 63


@dataclass(frozen=True)
class Submission:
    """``note`` is the new checkpoint, ``proof`` that it only adds to the one of ``old`` records."""

    old: int
    proof: tuple[bytes, ...]
    note: str

    def encoded(self) -> bytes:
        lines = [f"old {self.old}", *(b64encode(one).decode() for one in self.proof), "", self.note]
        return "\n".join(lines).encode()

    @classmethod
    def decoded(cls, body: bytes) -> "Submission":
        """Raises ValueError."""
        above, _, note = body.decode().partition("\n\n")
        first, *proof = above.split("\n")
        word, _, old = first.partition(" ")
        if word != "old" or not old.isascii() or not old.isdigit() or len(old) > 18 or len(proof) > MOST:
            raise ValueError("submission")
        return cls(int(old), tuple(binary(one) for one in proof), note)


@dataclass(frozen=True)
class Answer:
    """``code`` as in HTTP, on a line of its own; ``text`` the cosignature (200) or the size it knows (409)."""

    code: int
    text: str = ""

    @property
    def size(self) -> int | None:
        return int(self.text) if self.text.strip().isdigit() else None

    def encoded(self) -> bytes:
        return f"{self.code}\n{self.text}".encode()

    @classmethod
    def decoded(cls, body: bytes) -> "Answer":
        """Raises ValueError."""
        code, _, text = body.decode().partition("\n")
        return cls(int(code), text)
