"""All applications: those that wait for a decision first, and one decision per page."""
