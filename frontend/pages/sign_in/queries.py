"""Whose application a receipt is of."""

import sqlite3
from uuid import UUID


def by_receipt(db: sqlite3.Connection, receipt: str) -> UUID | None:
    """However it was typed: with or without the dash, in small letters."""
    bare = "".join(it for it in receipt.upper() if it.isalnum())
    row = db.execute(
        "SELECT applicant FROM application_applications WHERE replace(receipt, '-', '') = ? ORDER BY arrived LIMIT 1",
        (bare,),
    ).fetchone()
    return UUID(row["applicant"]) if row else None
