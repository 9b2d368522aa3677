"""Needs that reach no office: signalled by chosen words, shown only from a group on."""
