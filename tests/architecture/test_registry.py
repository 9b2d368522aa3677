"""Nothing committed ties us to a registry's host or a machine's paths, or belongs to someone else."""

import re
import subprocess

import pytest

from tests.architecture.sources import ROOT

# Written in pieces, so that this file does not name them either.
HOSTS = [
    "pypi" + r"\.org",
    "python" + "hosted",
    r"registry\.npm" + "js",
    r"deb\.deb" + "ian",
    "unp" + "kg",
    "jsde" + "livr",
]
MACHINE = r"/(wo" + r"rk|ro" + r"ot|fa" + r"rm|tmp/ca" + r"sa)/"
THIRD_PARTY = re.compile(r"\.min\.(js|css)$|\.woff2?$|\.ttf$|\.map$|(^|/)node_modules/|(^|/)uv\.lock$|\.whl$")


def git(*arguments):
    outcome = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    if outcome.returncode > 1:
        pytest.skip("not a git checkout: there is nothing committed to look at")
    return outcome.stdout.splitlines()


def test_no_committed_file_names_a_registry_host():
    assert git("grep", "--cached", "-lE", "|".join(HOSTS)) == []


def test_no_committed_file_names_a_path_of_one_machine():
    assert git("grep", "--cached", "-lE", MACHINE) == []


def test_nothing_of_others_is_committed():
    assert [path for path in git("ls-files") if THIRD_PARTY.search(path)] == []


def test_every_pinned_dependency_has_a_hash():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9#]|\Z)", (ROOT / lock).read_text(), re.M | re.S)

        assert len(pins) > 20
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_what_tests_add_pins_the_versions_the_house_runs_on():
    run, dev = [
        set(re.findall(r"^([a-z0-9][^ ]*==[^ ]+)", (ROOT / lock).read_text(), re.M)) for lock in LOCKS
    ]

    assert run <= dev


LOCKS = ("requirements.lock", "requirements-dev.lock")
