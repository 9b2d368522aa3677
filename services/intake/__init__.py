"""The intake service: calls, and applications from the first answer to a person's decision."""
