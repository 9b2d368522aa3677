"""A case as an auditor reads it: every fact in a sentence, with its three times, under pseudonyms."""
