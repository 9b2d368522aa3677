"""A life project for who coordinates it: who follows it, who approves it, which conditions are met by what."""
