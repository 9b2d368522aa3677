"""What a notice on a phone says: the same few words for everybody, whatever it is about."""

import json

TITLE = "Casa Facendo"
WORDS = {"it": "C’è qualcosa per te", "en": "There is something for you"}
TRIAL = {"it": "Questa è solo una prova", "en": "This is only a trial"}
DECLARATIVE = 8030


def said(words: dict[str, str], locale: str, tag: str, origin: str) -> bytes:
    """Declarative web push (RFC 8030 in its first field): shown by the browser even where no script of ours runs.

    A touch opens the house, where one has to sign in to read on. ``tag``: a second one takes the first's place.
    """
    notification = {
        "title": TITLE,
        "body": words.get(locale, words["it"]),
        "lang": locale,
        "tag": tag,
        "navigate": f"{origin}/",
        "icon": f"{origin}/static/img/icon.svg",
    }
    return json.dumps({"web_push": DECLARATIVE, "notification": notification}, ensure_ascii=False).encode()
