"""Cohabitations, pacts and duties: facts and commands."""

from events.pacts import cohabitation, duties, fairness, pact, residence

__all__ = ["cohabitation", "duties", "fairness", "pact", "residence"]
