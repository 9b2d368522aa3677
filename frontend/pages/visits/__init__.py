"""The visits of a home: planned, held, missed; and the next one to plan."""
