"""Each context may have keys of just the categories its own facts seal."""

import re
from pathlib import Path
from uuid import uuid4, uuid5

import pytest

from events.category import Category
from services.kernel.courier import CONTEXTS
from services.vault.lending import LEND, MAKE, kept_apart, may_borrow, may_make

ROOT = Path(__file__).parents[3]


def sealed_by(context):
    """The categories its rooms name: what its rules seal, or its facts say they seal."""
    sources = [file for room in ("events", "services") for file in (ROOT / room / context).glob("*.py")]
    named = {
        name
        for file in sources
        for name in re.findall(r"(?<!categories=\()Category\.([A-Z_]+)", file.read_text())
    }
    return {Category[name] for name in named}


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_may_seal_what_its_rules_seal_and_nothing_else(context):
    assert MAKE[context] == sealed_by(context)


def test_only_the_pages_and_rules_that_must_reason_on_it_open_what_was_sealed():
    assert set(LEND) == {"matching", "accompaniment", "frontend"}
    assert LEND["matching"] == {Category.MATCH}
    assert LEND["accompaniment"] == {Category.DISABILITY}


@pytest.mark.parametrize("user", ["history", "vault", "topology", "nobody", ""])
def test_whoever_is_not_named_gets_nothing(user):
    assert not any(may_make(user, category) or may_borrow(user, category) for category in Category)


def test_the_post_has_keys_of_addresses_and_of_nobodys_name():
    person = uuid4()

    assert may_make("post", Category.IDENTITY)
    assert kept_apart("post", person, uuid5(person, "post"))
    assert not kept_apart("post", person, person)
    assert not kept_apart("post", person, uuid5(uuid4(), "post"))
    assert kept_apart("network", person, person)
    assert not any(may_borrow("post", category) for category in Category)
