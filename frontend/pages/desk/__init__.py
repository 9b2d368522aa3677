"""The desk of an Info Point: contacts without a name, and whatever follows from them."""
