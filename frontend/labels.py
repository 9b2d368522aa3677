"""A code of the language of facts, in words, as it begins a line."""

from frontend.sentences import code


def label(context: str, name: str, value: str) -> str:
    """Only the first letter changes: an ISEE stays an ISEE."""
    words = code(context, name, value)
    return words[:1].upper() + words[1:]
