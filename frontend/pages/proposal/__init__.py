"""A proposal as one who might live there sees it: what fits and why for them, and their own yes or no."""
