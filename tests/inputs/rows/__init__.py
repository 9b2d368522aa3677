"""The 118 bad inputs, each with what must hold and the test that proves it, or why there is no such thing here."""

from tests.inputs.rows import files, messages, offline, pages, stores
from tests.inputs.rows.row import Row

EVERY: tuple[Row, ...] = (*pages.ROWS, *offline.ROWS, *messages.ROWS, *files.ROWS, *stores.ROWS)
HEADINGS = {1: "Forms and pages", 49: "What a phone sends later", 69: "Messages", 89: "Files",
            102: "Exports and calendars", 107: "What we call", 108: "Replay and stores"}  # fmt: skip
