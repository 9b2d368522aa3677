"""Incidents: reported from anywhere, taken on in time, never shown to whoever may be the cause."""
