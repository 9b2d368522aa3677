"""The person's day in three to five big cards: a picture, a sentence, one thing to do."""
