"""Everything about me: what the house holds, in order, to take away as data or as a paper to read."""
