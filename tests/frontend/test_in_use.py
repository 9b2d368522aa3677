"""Which read model is in use is asked anew each time: another file, a deleted one or a restored house shows at once."""

import sqlite3

import pytest

from frontend.pulse import Pulse
from frontend.readmodel import Preparing, ReadModel
from services.kernel import restored


@pytest.fixture
def model(tmp_path):
    it = ReadModel(tmp_path / "read", [], Pulse())
    made(it)
    return it


def made(it: ReadModel):
    path = it.fresh_path()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE name (it TEXT)")
        db.execute("INSERT INTO name VALUES (?)", (path.name,))
    db.close()
    it.switch(path)
    return path


def shown(it: ReadModel) -> str:
    return it.connection().execute("SELECT it FROM name").fetchone()["it"]


def test_the_same_connection_until_another_file_is_in_use(model: ReadModel):
    first = model.connection()
    assert model.connection() is first

    path = made(model)
    assert shown(model) == path.name


def test_none_of_a_file_that_is_gone_or_condemned(model: ReadModel):
    model.connection()
    model.condemn(model.current())
    with pytest.raises(Preparing):
        model.connection()

    path = made(model)
    assert shown(model) == path.name
    path.unlink()
    with pytest.raises(Preparing):
        model.connection()


def test_none_while_what_had_been_erased_is_not_erased_again(model: ReadModel):
    model.connection()
    restored.mark(model.folder.parent)
    with pytest.raises(Preparing):
        model.connection()

    restored.unmark(model.folder.parent)
    assert shown(model)
