"""The rooms of the verifier as one file: the verifica.py that travels in every pack."""

import re
import sys
from pathlib import Path

ROOMS = (
    "faults", "container", "proofs", "notes", "figures", "lines", "chains", "opened", "checking", "program",
)  # fmt: skip
OURS = re.compile(r"^from services\.history\.verifica\.\w+ import (\([^)]*\)|[^\n]*)\n", re.M)
TITLE = '''#!/usr/bin/env python3
"""Controlla un fascicolo di prova di Casa Facendo, da solo: Python 3.10 o più nuovo e `cryptography`, senza rete.

    python verifica.py FILE [--registro CHIAVE] [--testimone CHIAVE] [--checkpoint FILE]

Esce con 0 se tutto torna, con 1 se qualcosa è stato cambiato (l'ultima riga dice dove e come), con 2 se il file
non si legge. Licenza EUPL-1.2.
"""
'''


def one_file() -> bytes:
    return "\n\n".join([TITLE, *(room(name) for name in ROOMS)]).encode()


def room(name: str) -> str:
    source = Path(__file__).with_name(f"{name}.py").read_text("utf-8")
    _, title, rest = source.split('"""', 2)
    return f"# ---- {title}\n{OURS.sub('', rest).strip()}\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(one_file())
