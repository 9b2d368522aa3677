"""A page's whole HTML for a reader, without a web server: what may be compared byte by byte."""

import re
from collections.abc import Mapping
from typing import Any

from frontend.door import LENS, Door, install
from frontend.reader import Reader
from frontend.templating import environment, render
from tests.frontend.pages.telling import OneKey

ID_OF_A_FORM = re.compile(r'(name="command_id" value=")[0-9a-f-]{36}"')


async def page(reader: Reader, template: str, context: Mapping[str, Any]) -> str:
    """The ids of commands, made anew for every form, are left out."""
    install(environment())
    known = {"suspended": 0, "reader": reader, "may": reader.may, **context}
    lens = await Door(OneKey(), b"pseudonyms").lens(reader, known)
    token = LENS.set(lens)
    try:
        return ID_OF_A_FORM.sub(r'\1"', render(template, known))
    finally:
        LENS.reset(token)
