"""The calls of the partnership, as whoever publishes them works with them."""
