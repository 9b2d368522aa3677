"""Evidence packs for who checks from outside: asked for, noted, taken away, and what the checker must print."""
