"""One's own PIN: chosen, changed, taken away."""
