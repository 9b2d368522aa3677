"""Whose pages and items these are, for a phone in several hands: the same for ever, and of no meaning elsewhere."""

import hmac

from frontend.node import Node
from frontend.reader import Reader

LENGTH = 32


def page_user(node: Node, reader: Reader) -> str:
    """Who goes in another's name is another here, so that nothing of one is sent as the other's."""
    whose = f"{reader.looker.person}/{reader.on_behalf_of or ''}".encode()
    return hmac.digest(node.phones, whose, "sha256").hex()[:LENGTH] if reader.signed_in else ""
