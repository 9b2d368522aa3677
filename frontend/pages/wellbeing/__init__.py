"""How someone is, for those they show it to: only what they share, and one sentence for all the rest."""
