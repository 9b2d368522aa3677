"""The words of a clause: the full text and its easy-read twin, in either language, parameters in place."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from events.pacts.clauses import Clause, Cleaning
from events.pacts.duty import Duty

LANGUAGES = ("it", "en")

# Read once, at import: the texts are part of the published language, as constant as the classes beside them.
TEXTS: dict[str, dict[str, Any]] = {
    language: tomllib.loads((Path(__file__).parent / "texts" / f"{language}.toml").read_text("utf-8"))
    for language in LANGUAGES
}


@dataclass(frozen=True)
class Wording:
    """``easy`` says the same as ``text``: one idea a sentence, at most twelve words of ours each."""

    title: str
    text: str
    easy: tuple[str, ...]


def worded(clause: Clause, language: str = "it") -> Wording:
    """Raises KeyError for a language, clause or version that has no text."""
    texts = TEXTS[language]
    entry = texts[clause.key][str(clause.version)]
    values = {name: said(name, value, texts["words"]) for name, value in parameters(clause).items()}
    return Wording(
        title=entry["title"],
        text=entry["text"].format(**values),
        easy=tuple(
            line.format(**values)
            for sentence in entry["easy"]
            for line in lines(sentence, clause, texts["words"])
        ),
    )


def lines(sentence: str, clause: Clause, words: dict[str, Any]) -> list[str]:
    if sentence == "{each_duty}" and isinstance(clause, Cleaning):
        return [f"{words['duty'][duty.code].capitalize()}: {times(duty, words)}." for duty in clause.duties]
    return [sentence]


def parameters(clause: Clause) -> dict[str, Any]:
    return {name: getattr(clause, name) for name in clause.parameters()}


def said(name: str, value: Any, words: dict[str, Any]) -> str:
    """A parameter as it stands in a sentence: numbers as they are, codes in words, duties as a list."""
    if isinstance(value, bool):
        return str(words[f"{name}_{'yes' if value else 'no'}"])
    if isinstance(value, tuple):
        return listed([duty_said(duty, words) for duty in value], words["and"])
    return str(words[name][value] if name in words else value)


def duty_said(duty: Duty, words: dict[str, Any]) -> str:
    return f"{words['duty'][duty.code]} ({times(duty, words)})"


def times(duty: Duty, words: dict[str, Any]) -> str:
    return str(words["times"][str(len(duty.days))])


def listed(items: list[str], conjunction: str) -> str:
    return conjunction.join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def both(clause: Clause) -> dict[str, dict[str, Any]]:
    """Every word of a clause in every language, as data: what its signers' hash is made from."""
    return {language: asdict(worded(clause, language)) for language in LANGUAGES}
