"""My project: goals in my own words, what I decided, who can read it, and room to say my own."""
