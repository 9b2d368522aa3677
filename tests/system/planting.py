"""Words planted wherever somebody may type: in every field of every command, and of every form of the pages."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from pydantic import ValidationError

from deploy.demo.stage import Refused
from events.access import COMMANDS as GRANTS
from events.message import COMMANDS, Command, published
from events.role import Role
from tests.people import AHMED, COHABITATION_SAN_VITO, DARIO, ELENA, LUCA, MARTA, ROSA, SARA, Person
from tests.system.asking import Asker

SAMPLES = Path(__file__).parents[1] / "golden" / "commands"
FREE = ("parola", "parole abbastanza lunghe")
ACTORS = {
    Role.SELF: LUCA, Role.COHABITANT: AHMED, Role.FAMILY: ROSA, Role.OPERATOR: SARA, Role.COORDINATOR: MARTA,
    Role.INFO_POINT: ELENA, Role.AUDITOR: DARIO,
}  # fmt: skip
Canary = Callable[[], str]


async def every_command(asker: Asker, canary: Canary) -> int:
    """Says each once, in a role that may; most are refused by a rule, which must leave no trace either."""
    said = 0
    for topic, cls in sorted(published(COMMANDS).items()):
        actor = next((ACTORS[it.role] for it in GRANTS.get(topic, ()) if it.role in ACTORS), None)
        command = planted(cls, canary) if actor else None
        if actor and command:
            said += await asked(asker, actor, command)
    return said


async def asked(asker: Asker, actor: Person, command: Command) -> int:
    try:
        await asker.ask(actor, command)
    except Refused:
        return 1
    return 1


def planted(cls: type[Command], canary: Canary) -> Command | None:
    """A sample of it about San Vito with a word in each free field; None where it holds no words."""
    body = json.loads((SAMPLES / f"{cls.TOPIC}.v{cls.VERSION}.json").read_text())
    own = {"stream": str(uuid4()), "dossier": str(COHABITATION_SAN_VITO)}
    try:
        return cls.model_validate({**replaced(body, canary), **own}) if free(body) else None
    except ValidationError:
        return None


def free(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(free(it) for it in (value.values() if isinstance(value, dict) else value))
    return value in FREE


def replaced(value: Any, canary: Canary) -> Any:
    if isinstance(value, dict):
        return {name: replaced(it, canary) for name, it in value.items()}
    if isinstance(value, list):
        return [replaced(it, canary) for it in value]
    return f"{canary()} e altre parole" if value in FREE else value


def every_form(phone: httpx.Client, paths: list[str], canary: Canary) -> int:
    """Fills every field of every form on these pages with a word and sends it; how many forms that were."""
    return sum(sent(phone, path, canary) for path in paths)


def sent(phone: httpx.Client, path: str, canary: Canary) -> int:
    found = list(forms(phone.get(path).text, canary))
    for action, fields in found:
        phone.post(action, data=fields)
    return len(found)


def forms(page: str, canary: Canary) -> Iterator[tuple[str, dict[str, str]]]:
    """Hidden fields as they are, the rest a word; what only leads elsewhere is left alone."""
    for tag, inside in re.findall(r'<form([^>]*method="post"[^>]*)>(.*?)</form>', page, re.S):
        action = re.search(r'action="([^"]+)"', tag)
        if action is None or action[1] in ("/esci", "/ruolo"):
            continue
        fields = {name: value for name, value in hidden_fields(inside)}
        typed = set(re.findall(r'name="([^"]+)"', inside)) - set(fields)
        yield action[1], {**fields, **{name: canary() for name in typed}}


def hidden_fields(inside: str) -> Iterator[tuple[str, str]]:
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', inside):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            yield name[1], value[1]
