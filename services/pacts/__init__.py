"""Cohabitations, pacts and duties: the rules."""
