"""The network: organisations, districts, people with what they are and whom they follow."""
