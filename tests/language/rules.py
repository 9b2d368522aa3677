"""What is measured, and what may break a rule, each with its reason."""

MOST_WORDS, EASY_WORDS = 20, 12
PLAIN, EASY = 60, 80
LONG_ENOUGH = 20
"""Words from which the index says something about a text; in easy Italian it is asked of each screen as a whole."""

BANNED = {
    "it": (
        "ai sensi", "al fine di", "altresì", "attivare la procedura", "codesto", "compilazione", "di cui sopra",
        "effettuare", "effettua ", "espletare", "in merito a", "in ottemperanza", "inoltrare", "istanza", "mediante",
        "nonché", "obliterare", "pervenire", "predetto", "presa visione", "previa", "procedere a", "provvedere a",
        "qualora", "si prega", "si rende noto", "sopraindicat", "suddett", "utente", "utilizz", "usufruire",
    ),
    "en": (
        "aforementioned", "as per", "commence", "facilitate", "hereby", "in order to", "in respect of", "please",
        "prior to", "pursuant", "shall", "submit", "terminate", "the user", "utilise", "utilize",
    ),
}  # fmt: skip

EXCEPTIONS: dict[str, str] = {}
"""Source sentence → why it may stand as it is."""
