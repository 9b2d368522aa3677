"""The command line: reads a pack, says what it found, exits 0 (all holds), 1 (something was changed) or 2."""

import argparse
import sys
from pathlib import Path
from typing import Any

from services.history.verifica.amounts import in_words
from services.history.verifica.checking import Found, Trusted, checked
from services.history.verifica.faults import Fault, Unreadable


def main(arguments: list[str] | None = None) -> int:
    asked = options().parse_args(arguments)
    try:
        checkpoint = asked.checkpoint.read_text() if asked.checkpoint else ""
        found = checked(asked.file.read_bytes(), Trusted(asked.registro, tuple(asked.testimone), checkpoint))
    except (Unreadable, OSError) as error:
        return said(f"Non si legge: {error}", 2)
    except Fault as fault:
        return said(f"NON TORNA. {fault}", 1)
    for line in told(found, asked.registro, asked.testimone):
        said(line, 0)
    return said("TUTTO TORNA.", 0)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verifica.py", description="Controlla un fascicolo di prova, senza rete."
    )
    parser.add_argument("file", type=Path, help="il fascicolo (.zip)")
    parser.add_argument(
        "--registro", default="", metavar="CHIAVE", help="chiave del registro, avuta per altra via"
    )
    parser.add_argument(
        "--testimone", default=[], action="append", metavar="CHIAVE", help="chiave di un testimone"
    )
    parser.add_argument(
        "--checkpoint", type=Path, metavar="FILE", help="un checkpoint tenuto fuori dalla casa"
    )
    return parser


def told(found: Found, log: str, witnesses: list[str]) -> list[str]:
    last, manifest = found.checkpoints[-1], found.manifest
    known = (
        "la chiave che hai dato" if log else "la chiave scritta nel fascicolo: confrontala con quella che hai"
    )
    seen = f"fino al record {found.witnessed} del registro" if found.witnessed else "nessun checkpoint"
    whose = "" if witnesses else " (chiave scritta nel fascicolo)"
    return [
        f"{subject(manifest)}    registro: {manifest['origin']}    fatto il: {manifest['made_at']}",
        *(f"{name}: {number}" for name, number in in_words(manifest, found.figures).items()),
        f"valori aperti: {len(found.opened)} (categorie: {', '.join(manifest['scope']) or 'nessuna'})",
        f"checkpoint: {len(found.checkpoints)}, l'ultimo fino al record {last.size} del registro",
        f"Firme del registro controllate con {known}.",
        f"Visto da un testimone: {seen}{whose}.",
    ]


def subject(manifest: dict[str, Any]) -> str:
    if manifest.get("kind") == "line":
        return f"Linea: {manifest['case']}, dal {manifest['since']} a prima del {manifest['until']}"
    return f"Caso: {manifest['case']}"


def said(line: str, code: int) -> int:
    sys.stdout.write(f"{line}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
