"""Other event stores doing the same work on this machine: never a part of the house, installed only when asked."""
