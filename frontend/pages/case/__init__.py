"""One cohabitation for those who accompany it: the brief of a minute, then its whole story."""
