"""I did it: a picture, who helped, done; in the person's own voice."""
