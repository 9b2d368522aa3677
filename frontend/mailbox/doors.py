"""Where phones knock: what they kept, the day's pages, their pictures."""

from typing import Any

from frontend.mailbox import bundle, views
from frontend.photos import showing, taking


def handlers() -> list[Any]:
    return [*views.handlers, bundle.bundle, taking.take, showing.show]
