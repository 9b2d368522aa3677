"""A closed box on its way to a page: printed without asking the door, it shows that it is sealed."""

from functools import cached_property

from markupsafe import Markup

from events.sealed import Box
from frontend.i18n import gettext
from services.kernel.sealing import Parts, parts


def sealed() -> Markup:
    return Markup('<span class="sealed">{}</span>').format(gettext("sigillato"))


class Kept(Box):
    """What queries return for a private value; `{{ it | opened }}` asks for the words inside."""

    @cached_property
    def parts(self) -> Parts:
        """As they are needed to open it. Raises ValueError."""
        return parts(self)

    def __html__(self) -> Markup:
        return sealed()

    def __str__(self) -> str:
        return gettext("sigillato")

    __repr__ = __str__
