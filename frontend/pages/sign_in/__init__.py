"""Coming in and going out: the demo's cast, one's roles, the very first coordinator."""
