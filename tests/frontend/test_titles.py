"""A title stays in the history of a browser, in its list of tabs and in its session file, long after the page is gone."""

import re

from frontend.templating import ROOT

TITLE = re.compile(r"{% block title %}(.*?){% endblock %}", re.DOTALL)
WORDS_OF_SOMEBODY = re.compile(r"\|\s*(called|opened)|together|\.(wording|words|text)\b")


def test_no_title_of_a_page_names_a_person_or_tells_what_somebody_said() -> None:
    pages = [it for it in (ROOT / "pages").rglob("*.html") if "stile" not in it.parts]
    titles = {it.name: found for it in pages for found in TITLE.findall(it.read_text())}

    assert len(titles) > 60
    assert {name: said for name, said in titles.items() if WORDS_OF_SOMEBODY.search(said)} == {}
