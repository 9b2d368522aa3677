"""What a phone kept while there was no network: taken in many at once, each by the very handler of its form."""
