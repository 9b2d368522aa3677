"""`make` alone tells what can be done."""

import re
import subprocess

from tests.architecture.sources import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_target_is_listed_with_one_line():
    shown = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True).stdout
    declared = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[1].split()

    assert re.findall(r"^  make (\S+) +\S", shown, re.M) != []
    assert sorted(re.findall(r"^  make (\S+) +\S", shown, re.M)) == sorted(declared)


def test_an_old_python_is_refused_with_a_clear_line(tmp_path):
    for name in ("python", "python3"):
        old = tmp_path / name
        old.write_text('#!/bin/sh\ntest "$1" = --version && echo "Python 3.9.2"\nexit 1\n')
        old.chmod(0o755)
    script = ROOT / "deploy" / "setup.sh"

    outcome = subprocess.run(
        ["/bin/sh", script, "venv"], cwd=tmp_path, env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )

    assert outcome.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in outcome.stderr
