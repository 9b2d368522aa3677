"""My own goals: in my words, with my voice beside those of family and operator."""
