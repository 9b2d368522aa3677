"""Matching: who waits, every pair explained both ways, and proposals up to a human decision."""
