"""An auditor takes the evidence away through the door: what leaves is a fact, and the program says the page's figures."""

import re
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from tests.people import COHABITATION_SAN_VITO, DARIO, MARTA, SARA, UGO
from tests.system.house import House
from tests.system.signing_in import signed_in

HERE = f"/verifica/{COHABITATION_SAN_VITO}"
PATIENCE = 60.0


def asked(phone: httpx.Client) -> str:
    """The page after a pack was asked for; the first signature may take a moment."""
    deadline = time.monotonic() + PATIENCE
    while "Il tuo file è pronto" not in (text := once(phone)):
        assert time.monotonic() < deadline, text[:400]
        time.sleep(1)
    return text


def once(phone: httpx.Client) -> str:
    form = phone.get(HERE).text.partition(f'action="{HERE}/fascicoli"')[2]
    fields = dict(re.findall(r'name="(command_id|_csrf_token|pack)" value="([^"]*)"', form))
    return phone.post(f"{HERE}/fascicoli", data=fields).text


@pytest.fixture(scope="module")
def taken(demo: House, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The page, and a folder with the file and the program as an auditor downloads them."""
    folder = tmp_path_factory.mktemp("auditor")
    with signed_in(demo, DARIO) as phone:
        text = asked(phone)
        link = re.search(rf'href="({HERE}/fascicoli/[0-9a-f]{{64}})"', text)
        assert link
        (folder / "C-01.zip").write_bytes(phone.get(link[1]).content)
        (folder / "verifica.py").write_bytes(phone.get("/verifica/programma").content)
    return text, folder


def run(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", folder / "verifica.py", folder / name]
    return subprocess.run(command, capture_output=True, text=True, env={}, cwd=folder)


def test_the_program_says_the_figures_of_the_page(taken):
    text, folder = taken
    figures = re.findall(r"<div><dt>([^<]+)</dt><dd>([^<]+)</dd></div>", text)
    outcome = run(folder, "C-01.zip")

    assert outcome.returncode == 0, outcome.stdout
    assert len(figures) > 8
    assert [f"{name}: {number}" for name, number in figures] == outcome.stdout.splitlines()[
        1 : len(figures) + 1
    ]
    assert sha256((folder / "C-01.zip").read_bytes()).hexdigest() in text


def test_one_changed_byte_is_found(taken):
    _, folder = taken
    whole = (folder / "C-01.zip").read_bytes()
    (folder / "bent.zip").write_bytes(whole.replace(b'"arrival":', b'"arrivaI":', 1))

    assert run(folder, "bent.zip").returncode == 1


def test_what_was_given_out_stands_in_the_file(demo: House, taken):
    with signed_in(demo, DARIO) as phone:
        text = phone.get(f"/fascicoli/{COHABITATION_SAN_VITO}?tipo=conti").text

    assert "riceve un fascicolo di prova" in text
    assert sha256((taken[1] / "C-01.zip").read_bytes()).hexdigest() in text


def test_nobody_else_takes_anything_and_no_other_file_is_there(demo: House, taken):
    digest = sha256((taken[1] / "C-01.zip").read_bytes()).hexdigest()
    for person in (UGO, SARA, MARTA):
        with signed_in(demo, person) as phone:
            assert phone.get(HERE).status_code == 404
            assert phone.get(f"{HERE}/fascicoli/{digest}").status_code == 404
    with signed_in(demo, DARIO) as phone:
        assert phone.get(f"{HERE}/fascicoli/{'0' * 64}").status_code == 404


def test_no_private_word_is_in_it(taken):
    raw = (taken[1] / "C-01.zip").read_bytes()

    assert b"Ahmed" not in raw
    assert "valori aperti: 0" in run(taken[1], "C-01.zip").stdout
