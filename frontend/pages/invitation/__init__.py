"""Invitations: given on paper by staff or by somebody close, used once to come in, with a first way in chosen then."""
