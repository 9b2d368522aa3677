"""The rooms of the verifier as one file: the verifica.py that travels in every pack."""

import re
import sys
from pathlib import Path

from events.network import figures

OWN = Path(__file__).parent
ROOMS = (
    tuple(OWN / f"{name}.py" for name in ("faults", "container", "proofs", "notes", "figures"))
    + tuple(Path(figures.__file__).with_name(f"{name}.py") for name in figures.ROOMS)
    + tuple(OWN / f"{name}.py" for name in ("amounts", "lines", "chains", "opened", "checking", "program"))
)
OURS = re.compile(
    r"^from (?:services\.history\.verifica|events\.network\.figures)\.\w+ import (\([^)]*\)|[^\n]*)\n", re.M
)
TITLE = '''#!/usr/bin/env python3
"""Controlla un fascicolo di prova di Casa Facendo, da solo: Python 3.11 o più nuovo e `cryptography`, senza rete.

    python verifica.py FILE [--registro CHIAVE] [--testimone CHIAVE] [--checkpoint FILE]

Esce con 0 se tutto torna, con 1 se qualcosa è stato cambiato (l'ultima riga dice dove e come), con 2 se il file
non si legge. Licenza EUPL-1.2.
"""
'''


def one_file() -> bytes:
    return "\n\n".join([TITLE, *map(room, ROOMS)]).encode()


def room(path: Path) -> str:
    source = path.read_text("utf-8")
    _, title, rest = source.split('"""', 2)
    return f"# ---- {title}\n{OURS.sub('', rest).strip()}\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(one_file())
