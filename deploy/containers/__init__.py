"""What a house in containers needs besides its services: secrets, tables, probes."""
