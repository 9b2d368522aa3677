"""The door of a home: the sheet that hangs there, and what scanning it opens."""
