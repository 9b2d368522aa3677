import re
from pathlib import Path

import pytest

from frontend import i18n
from frontend.pages.stile.samples import SAMPLES
from frontend.templating import MACROS, ROOT, environment, render

UI = environment().globals["ui"]
STYLE_PAGE = "pages/stile/stile.html"
GIULIA = {"who": "Giulia", "kind": "person", "step": 5}
INSIDE_OTHERS = {"icon", "logo", "mark", "figure", "group"}


def test_every_macro_is_on_the_style_page() -> None:
    shown = "".join(file.read_text() for file in (ROOT / "pages/stile").glob("*.html"))
    used = set(re.findall(r"ui\.(\w+)\(", shown))

    assert set(vars(UI)) - INSIDE_OTHERS == used


def test_every_macro_says_its_arguments_in_one_comment_line() -> None:
    for file in MACROS.glob("*.html"):
        told = dict(re.findall(r"{# (\w+)\((.*?)\)[:;]", file.read_text()))
        for name in re.findall(r"{% macro ([a-z]\w*)\(", file.read_text()):
            assert name in told, f"{file.name}: {name}"
            assert all(argument in told[name] for argument in getattr(UI, name).arguments), name


@pytest.mark.parametrize("locale", i18n.LOCALES)
def test_the_style_page_renders_in_every_language(locale: str) -> None:
    i18n.use(locale)

    html = render(STYLE_PAGE, SAMPLES)

    assert f'<html lang="{locale}"' in html
    i18n.use("it")


def test_an_error_leads_to_its_field_and_keeps_what_was_typed() -> None:
    field = UI.text("place", "Dove?", "Via Fond", hint="Via e numero", error="Manca il numero")
    summary = UI.error_summary([("place", "Manca il numero")])

    assert 'value="Via Fond"' in field
    assert 'aria-describedby="place-hint place-error"' in field
    assert 'id="place"' in field
    assert '<a href="#place">Manca il numero</a>' in summary


def test_what_people_typed_cannot_become_markup() -> None:
    typed = "<img src=x>"

    html = UI.text("place", "Dove?", typed) + UI.textarea("note", "Nota", typed) + UI.toast(typed)

    assert typed not in html


def test_a_figure_has_a_name_a_sentence_and_a_table() -> None:
    html = UI.ladder("bill", "Pagare la bolletta", "Fa in autonomia.", [GIULIA])

    assert 'role="img" aria-labelledby="bill-title" aria-describedby="bill-says"' in html
    assert '<td data-label="Gradino">5. In autonomia</td>' in html


def test_what_is_hidden_is_told_with_one_constant_sentence() -> None:
    assert re.sub("<[^>]+>", "", UI.own_choice("Giulia")).strip() == "Giulia decide cosa mostrare qui."


def test_a_command_form_carries_its_id_and_what_it_builds_on() -> None:
    html = UI.command("c-1", "token", after="c-0", version=0)

    assert re.findall(r'name="(\w+)" value="([^"]+)"', html) == [
        ("command_id", "c-1"), ("_csrf_token", "token"), ("after", "c-0"), ("version", "0"),
    ]  # fmt: skip


def test_macros_stay_small() -> None:
    assert all(len(Path(file).read_text().splitlines()) <= 120 for file in ROOT.glob("layout/**/*.html"))
