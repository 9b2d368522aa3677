"""How I am: five faces with words; a bad one offers help."""
