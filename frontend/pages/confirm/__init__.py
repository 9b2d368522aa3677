"""Once more: that it is really you, before what cannot be taken back."""
