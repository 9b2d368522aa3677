"""One's application: the form for a phone and for the desk, the receipt, where it stands and what comes next."""
