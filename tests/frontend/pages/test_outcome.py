"""Whether it helped: a code is looked for as often as the count allows, whatever else was typed."""

import pytest

from frontend.pages.desk import outcome_views
from frontend.signing_in.limits import forgive
from tests.frontend.house import House


async def test_each_code_that_is_tried_counts_by_where_it_comes_from(
    web: House, monkeypatch: pytest.MonkeyPatch
):
    looked_for: list[str] = []
    monkeypatch.setattr(outcome_views, "by_code", lambda db, code: looked_for.append(code))
    await forgive(web.node, "outcome-code", "127.0.0.1")
    async with web.browser() as client:
        token = await web.token(client)
        for n in range(outcome_views.MOST + 5):
            await client.post("/esito", data={"code": f"A{n:07}", "outcome": "none", "_csrf_token": token})
    await forgive(web.node, "outcome-code", "127.0.0.1")

    assert len(looked_for) == outcome_views.MOST
