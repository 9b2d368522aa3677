"""The pact of a cohabitation: read in two versions, explained, signed, changed, left."""
