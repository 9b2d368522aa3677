"""Homes: their places, when they are free, and who has them."""
