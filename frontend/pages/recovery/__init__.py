"""Getting back in: two people of the staff who met somebody, a day of waiting with notice, a no at any moment of it."""
