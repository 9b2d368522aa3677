"""Whether somebody is being let in again in this reader's place: said on each of their pages until it is over."""

from frontend.reader import Reader
from frontend.scope.persons import entries_of


def recovering(reader: Reader) -> bool:
    if reader.db is None or not reader.signed_in or reader.viewer is not None:
        return False
    rows = reader.db.execute("SELECT person FROM recovery_open WHERE over IS NULL").fetchall()
    waiting = {row["person"] for row in rows}
    return bool(waiting) and any(str(it) in waiting for it in entries_of(reader.db, reader.person))
