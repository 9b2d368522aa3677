"""Opening for need: what a role may not read, one case, one hour, with a reason that a colleague reviews."""
