"""A closed box on its way to a page: printed without asking the door, it shows that it is sealed."""

from markupsafe import Markup

from events.sealed import Box
from frontend.i18n import gettext


def sealed() -> Markup:
    return Markup('<span class="sealed">{}</span>').format(gettext("sigillato"))


class Kept(Box):
    """What queries return for a private value; `{{ it | opened }}` asks for the words inside."""

    def __html__(self) -> Markup:
        return sealed()

    def __str__(self) -> str:
        return gettext("sigillato")

    __repr__ = __str__
