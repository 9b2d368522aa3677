"""The house under faults: what is acknowledged stays, and it comes back by itself."""
