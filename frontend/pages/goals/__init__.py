"""The goals of a home: set in someone's own words, closed when they are done."""
