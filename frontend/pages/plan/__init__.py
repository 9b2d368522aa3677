"""The plan of a home: its phase and how often to meet, agreed together, changed by evidence."""
