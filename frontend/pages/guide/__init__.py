"""The guide of what can be asked for in town: read by anybody, called and confirmed by who works at a point."""
