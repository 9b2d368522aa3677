"""The readable page of an evidence pack: what it holds and how to check it, without a name and without a script."""

from collections.abc import Callable
from html import escape
from typing import Any

from services.history.cases import Case
from services.history.checkpoints import Kept
from services.history.funded import Funded

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #bbb}
td.n{text-align:right}pre{background:#f4f1ea;padding:1rem;overflow-x:auto}
"""
Tell = Callable[[dict[str, Any]], str]
"""A record → what happened, in one sentence without names."""

CONTEXTS = {
    "matching": "Casa e abbinamento",
    "pacts": "Convivenza e patto",
    "accompaniment": "Accompagnamento",
    "intake": "Domanda",
    "network": "Rete",
}


def report(
    case: Case | Funded,
    made_at: str,
    numbers: dict[str, str],
    told: list[tuple[dict[str, Any], str]],
    head: Kept,
) -> str:
    """Whole HTML text, in Italian."""
    seen = f"{len(head.cosignatures)} testimoni" if len(head.cosignatures) != 1 else "un testimone"
    return f"""<!doctype html>
<html lang="it"><head><meta charset="utf-8"><title>Fascicolo {escape(case.code)}</title><style>{STYLE}</style></head>
<body><h1>Fascicolo {escape(case.code)}</h1>
<p>{escape(case.title)}. Fatto il {escape(made_at)}.</p>
<h2>I conti</h2>
<table>{"".join(counted(name, number) for name, number in numbers.items())}</table>
<p>Ogni numero è contato sui fatti qui sotto, uno per uno. I minuti di una visita sono quelli detti per ultimi.</p>
<h2>Che cosa è firmato</h2>
<p>I fatti sono nel registro «casa-facendo/{escape(case.log)}». L'ultimo checkpoint arriva fino al record {head.size}
del registro e lo ha firmato anche: {seen}. Di quello che viene dopo, questo fascicolo non prova niente.</p>
<pre>{escape(head.whole)}</pre>
<h2>Come si controlla</h2>
<p>Serve Python 3.11 o più nuovo, con la libreria <code>cryptography</code>. Non serve la rete.</p>
<pre>python verifica.py FASCICOLO.zip</pre>
<p>Confronta la chiave del registro e quella del testimone con quelle che hai ricevuto per altra via.</p>
<h2>I fatti, nell'ordine in cui sono arrivati</h2>
<table><tr><th>n.</th><th>Successo il</th><th>Registrato il</th><th>Ambito</th><th>Fatto</th></tr>
{"".join(row(n, *one) for n, one in enumerate(told, 1))}</table>
</body></html>
"""


def counted(name: str, number: str) -> str:
    return f'<tr><th>{escape(name)}</th><td class="n">{escape(number)}</td></tr>'


def row(n: int, record: dict[str, Any], sentence: str) -> str:
    context = str(record["topic"]).partition(".")[0]
    late = " (inserito in ritardo)" if record.get("late") else ""
    cells = (
        str(n),
        moment(record["occurred_at"]),
        moment(record["recorded_at"]) + late,
        CONTEXTS.get(context, context),
        sentence,
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>\n"


def moment(value: str) -> str:
    """ISO 8601 in UTC, to the minute."""
    return value[:16].replace("T", " ") + " UTC"
