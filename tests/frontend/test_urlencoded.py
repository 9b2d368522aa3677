"""Bodies no browser sends, and texts no store takes."""

import pytest

from frontend.urlencoded import KIND, NotAForm, read


def test_texts_come_as_they_were_typed():
    posted = read(KIND, b"a=uno+due&b=%C3%A8%0D%0Az&a=tre")

    assert posted.fields == {"a": ["uno due", "tre"], "b": ["è\nz"]}
    assert posted.faults == {}


@pytest.mark.parametrize(
    ("body", "fault"), [(b"a=x%00y", "nul"), (b"a=%ff%fe", "not_utf8"), (b"a=%ed%a0%80", "not_utf8")]
)
def test_bytes_that_cannot_be_stored_are_a_fault_of_their_field(body, fault):
    assert read(KIND, body).faults == {"a": fault}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"a=1"),
        ("application/json", b"{}"),
        (f"{KIND}; charset=utf-16", b"a=1"),
        (KIND, b"&".join([b"a=1"] * 201)),
        (KIND, b"%ff=1"),
        (KIND, b"n" * 200 + b"=1"),
    ],
)
def test_what_is_no_form_of_ours_is_refused(kind, body):
    with pytest.raises(NotAForm):
        read(kind, body)
