"""A private value in a sentence of the file: the words for who may read them today, else which kind stands there."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from events.sealed import Box
from frontend.door import opened, readable


@dataclass(frozen=True)
class Shut:
    """The door finds the box inside; ``otherwise`` is the same constant whatever it holds."""

    box: Box
    otherwise: Markup

    def __html__(self) -> Markup:
        return escape(opened(self.box)) if readable(self.box) else self.otherwise
