"""Who looked at what: written down on this node before the words leave it, then carried to a stream of its own."""
