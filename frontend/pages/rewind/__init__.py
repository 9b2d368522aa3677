"""Rewind: a case as it was on a day, on the very pages people had then, through the eyes of a role."""
