"""The notebook of one's own home: today, what is asked of me, who comes, how my goals go."""
