"""A cohabitation is suspended, resumed or closed, with its reason."""
