"""Signing in: what may be tried how often, with which key, and until when one stays signed in."""
