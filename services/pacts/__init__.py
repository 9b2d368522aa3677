"""Cohabitations, pacts, duties, money and tensions: the rules."""
