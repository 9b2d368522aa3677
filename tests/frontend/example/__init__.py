"""A whole page as a page author writes it, kept beside the tests that prove it."""
