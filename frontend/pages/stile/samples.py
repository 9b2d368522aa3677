"""Invented people and homes for the style page."""

from datetime import UTC, date, datetime
from typing import Any

TODAY = date(2026, 11, 26)
NAV = [
    {"href": "/stile", "label": "Oggi", "icon": "sun", "current": True},
    {"href": "/percorso", "label": "Percorso", "icon": "path"},
    {"href": "/obiettivi", "label": "Obiettivi", "icon": "goal"},
    {"href": "/invii", "label": "Invii", "icon": "send", "count": 3},
    {"href": "/aiuto", "label": "Aiuto", "icon": "help"},
]
VISITS = [
    {
        "when": "15:00",
        "title": "Ahmed e Marco",
        "note": "Via Fondazza, secondo piano",
        "href": "#visita",
        "tag": ("Pronta anche senza rete", "ok"),
    },
    {
        "when": "16:30",
        "title": "Giulia",
        "note": "Palestra di autonomia, via Libia",
        "href": "#visita",
        "tag": ("Firma da rinnovare", "wait"),
    },
    {"when": "18:00", "title": "Amina, Sara e Luca", "note": "Porto 15, interno 4", "href": "#visita"},
]
PEOPLE = [("sara", "Sara"), ("luca", "Luca"), ("amina", "Amina")]
TOPICS = [
    ("home", "Casa"),
    ("money", "Soldi"),
    ("work", "Lavoro"),
    ("health", "Salute"),
    ("living", "Convivenza"),
]
CLIMATE = ["Teso", "Freddo", "Così così", "Buono", "Sereno"]
MOOD = ["Molto male", "Male", "Così così", "Bene", "Molto bene"]
KINDS = {
    "visit": "Visita",
    "pact": "Patto",
    "tension": "Parliamone",
    "stay": "Soggiorno",
    "goal": "Obiettivo",
}
HISTORY: list[dict[str, Any]] = [
    {
        "kind": "visit",
        "day": date(2026, 11, 24),
        "title": "Visita di Elena",
        "href": "#linea",
        "text": "Clima sereno. Si è parlato di bollette e turni.",
    },
    {"kind": "goal", "day": date(2026, 11, 19), "title": "Ahmed paga la bolletta in autonomia"},
    {"gap": True, "day": date(2026, 10, 31), "until": date(2026, 11, 18), "days": 18},
    {
        "kind": "pact",
        "day": date(2026, 10, 30),
        "title": "Patto aggiornato, versione 3",
        "text": "Gli ospiti restano fino alle 23.",
    },
    {
        "kind": "tension",
        "day": date(2026, 10, 14),
        "title": "Parliamone degli ospiti",
        "text": "Hanno scelto una prova di due settimane.",
        "late": "Scritto il 23 ottobre, nove giorni dopo",
    },
    {"kind": "visit", "day": date(2026, 10, 8), "title": "Visita di Elena"},
    {"kind": "stay", "day": date(2026, 9, 26), "title": "Due notti dai genitori di Marco"},
    {"kind": "visit", "day": date(2026, 9, 20), "title": "Visita di Paolo"},
    {"kind": "pact", "day": date(2026, 9, 12), "title": "Primo patto firmato"},
]


def turn(initials: str, name: str, done: bool) -> dict[str, object]:
    return {"initials": initials, "name": name, "done": done}


AHMED, MARCO = turn("AH", "Ahmed", True), turn("MA", "Marco", True)
AHMED_NEXT, MARCO_NEXT = turn("AH", "Ahmed", False), turn("MA", "Marco", False)
WEEK = [date(2026, 11, day) for day in range(23, 30)]
DUTIES = [
    {"name": "Cucina", "cells": [AHMED, MARCO, AHMED, MARCO_NEXT, AHMED_NEXT, MARCO_NEXT, AHMED_NEXT]},
    {"name": "Bagno", "cells": [None, AHMED, None, None, MARCO_NEXT, None, None]},
    {"name": "Spesa", "cells": [MARCO, None, None, AHMED_NEXT, None, MARCO_NEXT, None]},
]
SHARES = [{"name": "Ahmed", "count": 14}, {"name": "Marco", "count": 13}]
FACTORS = [
    {
        "label": "Orari che si incastrano",
        "value": 8,
        "weight": 3,
        "reason": "Ahmed lavora la sera, Marco studia al mattino.",
    },
    {
        "label": "Vicinanza al lavoro",
        "value": 5,
        "weight": 2,
        "reason": "Quindici minuti in autobus, linea 14.",
    },
    {
        "label": "Abitudini sul fumo",
        "value": -4,
        "weight": 2,
        "reason": "Uno fuma sul balcone, l’altro è contrario.",
    },
    {
        "label": "Desiderio di compagnia",
        "value": 3,
        "weight": 1,
        "reason": "Tutti e due vogliono cenare insieme.",
    },
]
VETOES = ["In questa casa possono vivere due persone. La seconda stanza è promessa fino al 31 gennaio."]
VOICES = [
    {"who": "Giulia", "kind": "person", "step": 5},
    {"who": "Famiglia", "kind": "family", "step": 3},
    {"who": "Elena", "kind": "operator", "step": 4},
]


def stay(kind: str, start: date, end: date, who: str) -> dict[str, object]:
    return {"kind": kind, "start": start, "end": end, "who": who}


FAR = date(2027, 6, 1)
HOMES = [
    {
        "name": "Via Fondazza",
        "note": "piena",
        "beds": [[stay("S", date(2026, 9, 1), FAR, "Ahmed")], [stay("S", date(2026, 9, 1), FAR, "Marco")]],
    },
    {
        "name": "Via Libia",
        "note": "un posto libero da oggi",
        "beds": [
            [
                stay("P", date(2026, 11, 1), date(2026, 12, 14), "Giulia"),
                stay("P", date(2027, 1, 8), FAR, "Nadia"),
            ],
            [
                stay("L", date(2026, 12, 4), date(2026, 12, 9), "Pietro"),
                stay("L", date(2026, 12, 26), date(2027, 1, 4), "Rosa"),
            ],
        ],
    },
    {
        "name": "Porto 15",
        "note": "un posto dal 20 gennaio",
        "beds": [[stay("M", date(2026, 8, 1), date(2027, 1, 20), "Sara")]],
    },
]
SAMPLES: dict[str, Any] = {
    "person": {"name": "Elena", "role": "operatrice"},
    "sign_out": "/stile/esci",
    "sync": {"state": "waiting", "count": 3, "href": "#invii"},
    "nav": NAV,
    "today": TODAY,
    "visits": VISITS,
    "people": PEOPLE,
    "topics": TOPICS,
    "climate": CLIMATE,
    "mood": MOOD,
    "kinds": KINDS,
    "history": HISTORY,
    "week": WEEK,
    "duties": DUTIES,
    "shares": SHARES,
    "factors": FACTORS,
    "vetoes": VETOES,
    "voices": VOICES,
    "homes": HOMES,
    "command_id": "0199-style-sample",
    "sent_at": datetime(2026, 11, 26, 22, 58, tzinfo=UTC),
    "errors": [
        ("note", "Scrivi almeno una parola su com’è andata"),
        ("born", "La data è nel futuro: controlla l’anno"),
    ],
}
