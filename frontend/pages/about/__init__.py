"""What the house says of itself: accessibility and privacy."""
