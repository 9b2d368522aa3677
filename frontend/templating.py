"""Pages and their blocks: one template per page, whole or in parts."""

import json
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from jinja2_fragments import render_blocks
from litestar import MediaType, Request, Response
from markupsafe import Markup

from frontend import assets, i18n, moments, pictograms
from frontend.mailbox.build import build

ROOT = Path(__file__).parent
MACROS = ROOT / "layout" / "macros"

# What the shell asks of every page; a page or the app overrides what it knows.
SHELL: dict[str, Any] = {
    "house": "Casa Facendo",  # the partnership's name
    "person": None,  # {name, role}: who is signed in
    "sign_out": None,  # where the sign-out form posts
    "page_user": None,  # whose page it is, for this phone; "": nobody's; None: of no page in particular
    "now": None,  # by the clock of the house, for a phone to compare
    "nav": [],  # [{href, label, icon, current, count}], five at most
    "flash": None,  # {text, undo: {action, command_id} | None, tone}
    "csrf_token": "",
    "acting": None,  # frontend.acting.Acting: whoever is here goes in another's name
    "live": True,  # whether the page may hear that something changed
    "demo": False,  # another persona is one tap away
    "refused": False,  # a form came back with errors: the title says so first
    "simple": False,  # easy-to-read mode
    "person_page": False,  # of somebody who lives in a home or is about to: help is one tap away
    "tablet": "",  # since when this session is on a tablet that many share
    "recovering": None,  # somebody asked for a new way in for this person
    "here": "",  # path of this page, for the language switch
}


def page(
    request: Request[Any, Any, Any],
    template: str,
    context: Mapping[str, Any],
    *blocks: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response[str]:
    """The whole page, or only `blocks` for an htmx request; `template` is relative to `frontend/`."""
    known = {**SHELL, "here": request.url.path, **context}
    wanted = blocks if request.headers.get("hx-request") else ()
    return Response(
        render(template, known, *wanted),
        media_type=MediaType.HTML,
        status_code=status,
        headers={"vary": "HX-Request", **(headers or {})},
    )


def announcement(text: str) -> dict[str, str]:
    """Headers that make the page say `text` to a screen reader after an htmx answer."""
    return {"HX-Trigger": json.dumps({"announce": {"target": "body", "value": text}})}


def render(template: str, context: Mapping[str, Any], *blocks: str) -> str:
    """HTML of the whole template, or of `blocks` one after the other."""
    known = {**SHELL, **context}
    if blocks:
        return render_blocks(environment(), template, list(blocks), known)
    return environment().get_template(template).render(known)


@cache
def environment() -> Environment:
    """One environment for the process: escaped, strict about unknown names, bilingual."""
    env = Environment(
        loader=FileSystemLoader(ROOT),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    i18n.install(env)
    env.filters.update(moments.FILTERS)
    env.globals.update(stylesheet=assets.stylesheet, script=assets.script, vendored=assets.vendored)
    env.globals.update(picture=pictograms.picture)
    env.globals.update(on_demand=assets.asked, build=build, phone_part=phone_part)
    env.globals.update(locale=i18n.LOCALE.get, locales=i18n.LOCALES, ui=macros(env))
    return env


def macros(env: Environment) -> SimpleNamespace:
    """Every public macro by its name, as `ui.<name>`: a block rendered alone runs no top-level imports."""
    found: dict[str, Macro] = {}
    for file in sorted(MACROS.glob("*.html")):
        for name, macro in vars(env.get_template(f"layout/macros/{file.name}").module).items():
            own = isinstance(macro, Macro) and not name.startswith("_")
            if own and found.setdefault(name, macro) is not macro:
                raise ValueError(f"two macros are called {name}")
    # The same lines each time, and many on a page.
    drawn = {name: cache(found[name]) for name in ("icon", "logo")}
    return SimpleNamespace(**{**found, **drawn})


def phone_part(someone: bool) -> Markup:
    """What every page has for its script: the same for all who read in the same words."""
    return rendered_for(i18n.words(), someone)


@cache
def rendered_for(words: NullTranslations, someone: bool) -> Markup:
    return Markup(environment().get_template("layout/phone.html").render(person=someone))
