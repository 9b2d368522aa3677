"""Keys of persons, lent singly to those who may have them and destroyed on command."""
