"""How we break the house: processes killed and stopped at random while people go on using it (ADR 0041)."""
