"""What a funding line came to: every figure opens into the facts behind it."""
