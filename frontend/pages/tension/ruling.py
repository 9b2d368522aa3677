"""Proposing a rule, saying yes to it, saying how it went."""

from functools import partial
from typing import Any

from litestar import Response, post

from events.pacts.pact import Wanted
from events.pacts.tension import AgreeTrialRule, ProposeTrialRule, ReviewTrialRule
from frontend.asked import AReader, Asked, Db
from frontend.forms import Filled, read_form
from frontend.i18n import N_
from frontend.pages.tension.forms import Agreed, Rated, Wished
from frontend.pages.tension.keeping import text_with
from frontend.pages.tension.page import page
from frontend.pages.tension.queries import talk
from frontend.pages.tension.telling import HERE, of_the_home
from frontend.pages.tension.wording import change_of, words_of
from frontend.pages.turns.marking import home_of
from frontend.reader import Reader
from frontend.submitting import submit


@post(f"{HERE}/regola", opt={"can": "tension.talk"})
async def propose(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Wished)
    return await submit(
        request, reader, form, partial(proposal, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Proposta fatta. Vale quando dite di sì tutti."),
    )  # fmt: skip


def proposal(reader: Reader, it: Wished) -> ProposeTrialRule:
    own = of_the_home(reader, it.tension)
    return ProposeTrialRule(
        **own,
        proposal=it.proposal,
        person=reader.person,
        words=words_of(it),
        change=change_of(it),
        days=int(it.days),
    )


@post(f"{HERE}/accordo", opt={"can": "tension.talk"})
async def agree(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Agreed)
    return await submit(
        request, reader, form, partial(agreement, reader), back=HERE, again=partial(page, request, reader, db),
        done=N_("Ci stai: si prova."),
    )  # fmt: skip


def agreement(reader: Reader, it: Agreed) -> AgreeTrialRule:
    return AgreeTrialRule(**of_the_home(reader, it.tension), proposal=it.proposal, person=reader.person)


@post(f"{HERE}/prova", opt={"can": "tension.talk"})
async def rate(request: Asked, reader: AReader, db: Db) -> Response[Any]:
    form = await read_form(request, Rated)
    text = await text_for(request, reader, db, form)
    return await submit(
        request, reader, form, partial(rating, reader, text), back=HERE, again=partial(page, request, reader, db),
        done=N_("Grazie di averlo detto."),
    )  # fmt: skip


async def text_for(request: Asked, reader: Reader, db: Any, form: Filled[Rated]) -> Wanted | None:
    """The pact with the rule in it goes along with every "it works": the last one makes it a version."""
    home, it = home_of(reader), form.value
    known = talk(db, home) if it and it.verdict == "works" else None
    if it is None or known is None or known.rule is None or known.rule.id != it.proposal:
        return None
    return await text_with(request, reader, db, home, known.rule, it.salt)


def rating(reader: Reader, text: Wanted | None, it: Rated) -> ReviewTrialRule:
    own = of_the_home(reader, it.tension)
    return ReviewTrialRule(**own, proposal=it.proposal, person=reader.person, verdict=it.verdict, pact=text)


handlers = [propose, agree, rate]
