from stat import S_IMODE

from services.kernel.secret_file import write_secret


def test_a_secret_is_its_owners_only_and_takes_the_place_of_the_one_before(tmp_path):
    path = tmp_path / "secrets" / "some.key"

    write_secret(path, b"before")
    write_secret(path, b"after")

    assert path.read_bytes() == b"after"
    assert (S_IMODE(path.stat().st_mode), S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    assert [it.name for it in path.parent.iterdir()] == ["some.key"]


def test_a_draft_left_by_a_crash_keeps_nobody_from_writing(tmp_path):
    (tmp_path / "some.key.new").write_bytes(b"half")

    write_secret(tmp_path / "some.key", b"whole")

    assert [it.name for it in tmp_path.iterdir()] == ["some.key"]
