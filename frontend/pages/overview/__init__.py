"""The overview: what needs a decision today, and the homes at a glance."""
