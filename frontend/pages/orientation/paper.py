"""Where a sheet is: its entries stand in the address, so the code on the paper leads to the same sheet of today."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

SHEET = "/orienta/foglio"


def address(entries: Iterable[UUID], contact: UUID | None, language: str = "", easy: bool = False) -> str:
    """Where the sheet of these entries is."""
    query = {"voci": ",".join(map(str, entries))}
    query |= {"contatto": str(contact)} if contact else {}
    query |= {"in": language} if language else {}
    return f"{SHEET}?{urlencode(query | ({'facile': '1'} if easy else {}), safe=',')}"
