"""Keeping and letting go: what falls due, is proposed, authorised, confirmed and done, class by class."""
