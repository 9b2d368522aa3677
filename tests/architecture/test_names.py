"""A name says what a thing is; these say nothing."""

import re

from tests.architecture.sources import ROOMS, ROOT, classes, files

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}


def words(name):
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_"))


def test_no_file_folder_or_class_has_an_empty_name():
    places = [*files(*ROOMS, "tests")]
    names = {part: str(path) for path in places for part in path.relative_to(ROOT).with_suffix("").parts}
    names |= {name: str(path) for path in places for name in classes(path)}

    assert {name: where for name, where in names.items() if words(name) & EMPTY_WORDS} == {}


def test_the_check_sees_words_inside_names():
    assert words("PageManager") & EMPTY_WORDS
    assert words("date_utils") & EMPTY_WORDS
    assert not words("Management") & EMPTY_WORDS
