"""compose.yaml as a test reads it, and the same commands as processes of this machine."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from deploy import child
from tests.parts.free_port import free_port

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
PARTS = COMPOSE["services"]
OURS = {name: it for name, it in PARTS.items() if it["image"].startswith("casa-facendo:")}
JOBS = ("topology", "database")
DEFAULT = re.compile(r"\$\{[A-Z_]+:-([^}]*)\}")


def environment(name: str) -> dict[str, str]:
    """What the container has, with nothing set outside."""
    return {key: DEFAULT.sub(r"\1", str(value)) for key, value in OURS[name]["environment"].items()}


def secrets_of(name: str) -> dict[str, str]:
    """Name of the file in the container → file of `make secrets`."""
    found = [{"source": it, "target": it} if isinstance(it, str) else it for it in OURS[name]["secrets"]]
    return {it["target"]: Path(COMPOSE["secrets"][it["source"]]["file"]).name for it in found}


@dataclass
class Containers:
    """Each part sees only its own secrets, its own data, and the addresses of this machine."""

    folder: Path
    secrets: Path
    nats: str
    store: str
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    private: dict[str, int] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)

    def env(self, name: str) -> dict[str, str]:
        place = self.folder / name
        lent = place / "secrets"
        lent.mkdir(parents=True, exist_ok=True)
        for target, source in secrets_of(name).items():
            (lent / target).write_bytes((self.secrets / source).read_bytes())
        self.ports[name], self.private[name] = free_port(), free_port()
        moved = {
            "CASA_NATS": self.nats,
            "CASA_DATA": str(place),
            "CASA_METRICS_PORT": str(self.private[name]),
        }
        moved |= {"CASA_HOST": "127.0.0.1", "CASA_PORT": str(self.ports[name])}
        moved |= {"CASA_KEY_COPY": str(place / "copy"), "CASA_ERASED": str(place / "erased")}
        said = {key: value.replace("/run/secrets", str(lent)) for key, value in environment(name).items()}
        if "CASA_STORE" in said:
            said["CASA_STORE"] = said["CASA_STORE"].replace("@postgres:5432/casa", f"@{self.store}")
        return {**clean(), **said, **{key: moved[key] for key in moved if key in said}, **self.more}

    def command(self, name: str) -> list[str]:
        program, *arguments = OURS[name]["command"]
        assert program == "python"
        return [sys.executable, *arguments]

    def job(self, name: str) -> str:
        done = subprocess.run(
            self.command(name), env=self.env(name), cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, name: str) -> None:
        env = self.env(name)
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running[name] = child.spawn(
                self.command(name), env=env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            child.stop(process, patience=20)


def clean() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("CASA_", "OTEL_"))}


def start_all(containers: Containers) -> None:
    """The jobs one after the other, then everything at once."""
    for job in JOBS:
        containers.job(job)
    for name in OURS:
        if name not in JOBS:
            containers.start(name)
