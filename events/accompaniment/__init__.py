"""Plans, visits, goals and what a person shares: facts and commands."""
