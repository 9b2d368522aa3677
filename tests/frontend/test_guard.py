"""Deny by default: every route says what it needs, and not yours looks like not there."""

import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from litestar.handlers import HTTPRouteHandler

from events.role import Role
from events.standing import Stands
from frontend.permissions import PERMISSIONS, PUBLIC, SIGNED_IN
from frontend.reader import NOBODY, Reader
from frontend.templating import ROOT
from tests.frontend.house import House
from tests.people import UGO

TODAY = date(2026, 3, 1)
HOME, PERSON = uuid4(), uuid4()


def reader(role: Role, *standings: Stands) -> Reader:
    return Reader(PERSON, role, "lucca", "it", TODAY, standings=standings)


def stands(kind, role, over=None, since=date(2025, 1, 1), until=None) -> Stands:
    return Stands(kind, PERSON, role, since, over, until)


def test_every_route_names_a_permission_that_is_written_down(web: House):
    routes = [it for route in web.app.routes for it in getattr(route, "route_handlers", [])]
    ours = [
        it
        for it in routes
        if isinstance(it, HTTPRouteHandler) and it.fn.__module__.split(".")[0] != "litestar"
    ]

    assert len(ours) > 8
    assert [it for it in ours if it.opt.get("can") not in {*PERMISSIONS, PUBLIC, SIGNED_IN}] == []


def test_every_permission_written_down_is_asked_for_by_a_page():
    pages = [it.read_text() for kind in ("py", "html") for it in (ROOT / "pages").rglob(f"*.{kind}")]
    asked = set(re.findall(r"""(?:"can": |may\()"([a-z.]+)\"""", "\n".join(pages)))

    assert {*PERMISSIONS} - asked == set()


async def test_someone_with_no_right_gets_404_from_every_page_that_needs_one(web: House):
    """Pages everyone has for themselves are walked elsewhere, with whole houses of other people's data."""
    others = {
        name for name, grants in PERMISSIONS.items() if all(grant.role is not Role.SELF for grant in grants)
    }
    paths = [
        route.path_format.replace("{person}", str(uuid4()))
        for route in web.app.routes
        for handler in getattr(route, "route_handlers", [])
        if handler.opt.get("can") in others and "GET" in handler.http_methods
    ]
    async with web.browser(UGO) as client:
        answers = [await client.get(path) for path in paths]

    assert paths
    assert {answer.status_code for answer in answers} == {404}


async def test_nobody_is_sent_to_sign_in_and_a_block_is_told_so(web: House):
    async with web.browser() as client:
        page = await client.get("/novita")
        block = await client.get("/novita", headers={"hx-request": "true"})

    assert (page.status_code, page.headers["location"]) == (303, "/entra")
    assert (block.status_code, block.headers["hx-redirect"]) == (401, "/entra")


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (reader(Role.COORDINATOR, stands("role", Role.COORDINATOR)), True),
        (reader(Role.COORDINATOR), False),
        (reader(Role.OPERATOR, stands("role", Role.OPERATOR)), False),
        (reader(Role.OPERATOR, stands("assignment", Role.OPERATOR, HOME)), False),
        (
            reader(Role.OPERATOR, stands("role", Role.OPERATOR), stands("assignment", Role.OPERATOR, HOME)),
            True,
        ),
        (reader(Role.COHABITANT, stands("membership", Role.COHABITANT, HOME)), True),
        (reader(Role.COHABITANT, stands("membership", Role.COHABITANT, uuid4())), False),
        (reader(Role.AUDITOR, stands("role", Role.AUDITOR)), False),
        (reader(Role.COHABITANT, stands("role", Role.COORDINATOR)), False),
    ],
)
def test_a_home_is_read_by_who_lives_there_is_assigned_or_coordinates(who, allowed):
    assert who.may("home.read", HOME) is allowed


def test_a_permission_nobody_wrote_down_is_a_mistake_not_a_no():
    with pytest.raises(KeyError):
        reader(Role.COORDINATOR).may("home.demolish")


def test_nobody_may_nothing_but_what_is_public():
    nobody = replace(reader(Role.PUBLIC), person=NOBODY)

    assert nobody.may(PUBLIC)
    assert not any(nobody.may(each) for each in (SIGNED_IN, *PERMISSIONS))
