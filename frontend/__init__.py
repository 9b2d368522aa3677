"""The web front: pages, look, read models."""
