"""One folder = one page."""
