"""Cohabitations, pacts, duties, money and tensions: facts and commands."""

from events.pacts import balance, cohabitation, duties, fairness, ledger, pact, residence, tension

__all__ = ["balance", "cohabitation", "duties", "fairness", "ledger", "pact", "residence", "tension"]
