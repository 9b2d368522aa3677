"""Someone nobody knew yet: registered by their own word, and from that moment signed in on this device."""

from dataclasses import replace
from typing import Any, TypeVar
from uuid import uuid5

from litestar import Request
from pydantic import ValidationError

from events.envelope import Reply
from events.message import Command
from events.role import Role
from frontend.bus import Unreachable
from frontend.entrance import reader as reader_for
from frontend.forms import Filled, refused, unsent, wrong
from frontend.node import Node, node_of
from frontend.pages.application.filling import Newcomer, person
from frontend.reader import Reader
from frontend.signing_in.beginning import begin

PATIENCE = 2.0
Asked = Request[Any, Any, Any]
SomeNewcomer = TypeVar("SomeNewcomer", bound=Newcomer)


async def become_known(request: Asked, reader: Reader, form: Filled[Newcomer]) -> Reader | Filled[Newcomer]:
    """The reader they are from now on, or the form with what was wrong. Sent twice, it is the same person."""
    oneself = replace(reader, person=form.valid.person)
    answer = await registered(request, oneself, form)
    if isinstance(answer, Filled):
        return answer
    try:
        return await signed_in(request, form.valid, answer)
    except Unreachable:
        return unsent(form)


async def registered(
    request: Asked, asker: Reader, form: Filled[SomeNewcomer]
) -> Reply | Filled[SomeNewcomer]:
    """The first of the two commands, under an id that follows from the form's."""
    try:
        command: Command = person(form.valid)
        reply = await node_of(request).bus.ask(asker, command, uuid5(form.command_id, "person"))
    except ValidationError as error:
        return wrong(form, error)
    except Unreachable:
        return unsent(form)
    if reply.outcome == "unavailable":
        return unsent(form)
    if reply.outcome == "refused":
        field = "birth_date" if reply.field == "guardian" else reply.field
        return refused(form, reply.reason or "", field)
    return reply


async def signed_in(request: Asked, it: Newcomer, reply: Reply) -> Reader:
    """A session of their own, on a new cookie; this very request goes on as theirs. Raises Unreachable."""
    node: Node = node_of(request)
    state = request.scope["state"]
    session = await begin(request, it.person, Role.SELF, means="newcomer")
    await node.sessions.saw(session, reply.context, reply.position)
    await node.readmodel.reached(reply.context, reply.position, PATIENCE)
    state["cookie"] = state["new_cookie"]
    state["reader"] = reader_for(node, session, state["locale"])
    known: Reader = state["reader"]
    return known
