"""Questions about looks: asked once by the person, answered by a coordinator who is not the one who looked."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.accompaniment.look import AnswerLook, AskAboutLook, LookAnswered, LookQuestioned, question_about
from events.category import Category
from events.envelope import Refusal
from events.message import Command, Fact
from events.sealed import seal
from services.kernel.deciding import Act, Decider


@dataclass(frozen=True)
class Question:
    asked: LookQuestioned | None = None
    answered: bool = False


def decide(question: Question, command: Command, act: Act) -> Iterator[Fact | Command]:
    match command:
        case AskAboutLook():
            yield from ask(question, command, act)
        case AnswerLook():
            yield from answer(question, command, act)


def ask(question: Question, command: AskAboutLook, act: Act) -> Iterator[Fact]:
    """Asking again is nothing new."""
    if command.stream != question_about(command.dossier, command.look):
        raise Refusal("command.wrong-dossier")
    if command.dossier not in (act.actor, act.on_behalf_of):
        raise Refusal("look.only-the-person-asks")
    if command.reader == command.dossier:
        raise Refusal("look.own")
    if question.asked is None:
        told = command.model_dump(include={"look", "reader", "role", "categories", "page", "at"})
        words = (command.text or "").strip()
        text = seal(words, command.dossier, Category.READS) if words else None
        yield LookQuestioned(person=command.dossier, **told, text=text)


def answer(question: Question, command: AnswerLook, act: Act) -> Iterator[Fact]:
    if question.asked is None or command.dossier != question.asked.person:
        raise Refusal("look.nothing-asked")
    if question.answered:
        raise Refusal("look.already-answered")
    if act.actor == question.asked.reader:
        raise Refusal("look.not-by-who-looked")
    person = question.asked.person
    yield LookAnswered(
        person=person, look=question.asked.look, text=seal(command.text.strip(), person, Category.READS)
    )


def evolve(question: Question, fact: Fact) -> Question:
    match fact:
        case LookQuestioned():
            return Question(fact)
        case LookAnswered():
            return Question(question.asked, answered=True)
    return question


QUESTION = Decider(Question(), decide, evolve, commands=(AskAboutLook, AnswerLook))
