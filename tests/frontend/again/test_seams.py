"""A page packed once and shown with other tokens and ids reads as if it had been packed anew."""

import gzip

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontend.again.seams import Seams
from frontend.ids import fresh

WORDS = st.text(alphabet="abc <>\0è", max_size=60).map(str.encode)


@st.composite
def pages(draw) -> tuple[list[bytes], list[bytes]]:
    """Parts as they were and as they are now: what stands at even places is the same in both."""
    stays = draw(st.lists(WORDS, min_size=1, max_size=8))
    one, other = [stays[0]], [stays[0]]
    for words in stays[1:]:
        was = draw(WORDS)
        now = draw(st.one_of(st.permutations(list(was)).map(bytes), WORDS))
        one += (was, words)
        other += (now, words)
    return one, other


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_it_unpacks_to_what_is_on_it_now(page: tuple[list[bytes], list[bytes]]) -> None:
    one, other = page

    assert gzip.decompress(Seams(one).sewn(other)) == b"".join(other)


def test_words_that_come_again_are_packed_across_what_is_made_anew() -> None:
    row = b"<li>La cucina, di Ahmed: <button name=command value="
    parts = [it for _ in range(30) for it in (row, str(fresh()).encode())]

    packed = Seams(parts).sewn(parts)

    assert len(packed) < 30 * 36 + len(gzip.compress(row)) + 30 * 25
