"""What people write is shown as words, whatever they write; addresses and headers are made by us alone."""

from collections.abc import Iterator
from datetime import datetime, time
from html.parser import HTMLParser
from uuid import uuid4

import pytest

from frontend.form_fields import kinds_of
from frontend.forms import Form
from frontend.pages import handlers
from frontend.templating import environment
from tests.inputs.surface import models
from tests.people import COHABITATION_SAN_VITO, SARA
from tests.system.posted import Hands

TYPED = ["javascript:alert(1)", '<a href="javascript:alert(1)">x</a>', "<p style='background:url(//evil)'>",
         '" style="position:fixed" x="', "<svg/onload=alert(1)>", '" hx-get="/esci" hx-trigger="load']  # fmt: skip
PLACES = '<p title="{{ words }}">{{ words }}</p><textarea name="x">{{ words }}</textarea><input value="{{ words }}">'


class Seen(HTMLParser):
    """Elements and attributes as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def every_form() -> Iterator[type[Form]]:
    for it in handlers():
        yield from models(getattr(it, "fn", it))


def test_no_form_asks_for_an_hour() -> None:
    forms = set(every_form())
    asked = {
        (it.__name__, name)
        for it in forms
        for name, info in it.model_fields.items()
        if {datetime, time} & set(kinds_of(info.annotation))
    }

    assert len(forms) > 100
    assert asked == set()


@pytest.mark.parametrize("words", TYPED)
def test_typed_markup_is_never_markup(words: str) -> None:
    seen = Seen()
    seen.feed(environment().from_string(PLACES).render(words=words))

    assert seen.tags == ["p", "textarea", "input"]
    assert seen.attributes == {"title", "name", "value"}


@pytest.mark.parametrize("way", ["upper", "hex", "braces", "urn"])
def test_an_id_written_otherwise_is_the_same_or_is_not_there(hands: Hands, way: str) -> None:
    it = COHABITATION_SAN_VITO
    written = {"upper": str(it).upper(), "hex": it.hex, "braces": f"{{{it}}}", "urn": it.urn}[way]

    answer = hands[SARA].get(f"/casi/{written}")

    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or str(it) in answer.text
    assert hands[SARA].get(f"/casi/{str(uuid4()).upper()}").status_code == 404


@pytest.mark.parametrize("path", ["/%0d%0aset-cookie:%20casa=x", "/avviso?lingua=it%0d%0aset-cookie:%20a=b",
                                  "/i-miei-dati/dati.json?nome=x%0d%0acontent-type:%20text/html"])  # fmt: skip
def test_no_header_is_made_of_what_was_sent(hands: Hands, path: str) -> None:
    answer = hands[SARA].get(path)

    assert answer.status_code in (200, 404)
    assert "a=b" not in answer.headers.get("set-cookie", "")
    assert "casa=x" not in answer.headers.get("set-cookie", "")
    assert answer.headers["content-type"] != "text/html" or path.startswith("/%0d")
