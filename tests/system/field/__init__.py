"""An operator in a stairwell: a phone with its worker, without network and back."""
