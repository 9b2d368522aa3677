"""What the house gives to those who check it: evidence packs, and the check of its whole record."""
