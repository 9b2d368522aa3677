"""Getting back in: how, with whose help, and one's own no."""

from frontend.pages.recovery import helping, mine

handlers = [*mine.handlers, *helping.handlers]
