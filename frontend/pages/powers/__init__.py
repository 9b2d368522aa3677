"""Who may act for a person: decrees as they were entered, checked, sent back and ended."""
