"""What somebody tries who should not get it; each fails without the rule it is about."""
