"""How this web node is."""
