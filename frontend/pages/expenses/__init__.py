"""The money of one's own home: who owes whom, what was paid, what was put right."""
