"""Chi ha visto: everyone reads who looked at what is theirs, asks why, and the coordinator answers."""
