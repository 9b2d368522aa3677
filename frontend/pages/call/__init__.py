"""The open call: who may apply, until when, what happens next."""
