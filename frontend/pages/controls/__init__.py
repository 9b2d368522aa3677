"""The rules an auditor asks about, checked again on the facts of a line's places over the days of a period."""
