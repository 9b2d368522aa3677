"""The message server's configuration, written from the permissions; run as a program, the one for compose."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from deploy.nats.permissions import USERS, Permissions, permissions


def render(listen: str, store: str, passwords: Mapping[str, str], extra: Iterable[str] = ()) -> str:
    """The text of a server.conf; `passwords` by user name, as values or as `$VARIABLES`.

    Sizes stay unquoted and durations quoted: the server reads them wrongly the other way round.
    """
    users = "\n".join(user(name, passwords[name], rights) for name, rights in permissions().items())
    return TEMPLATE.format(listen=listen, store=store, users=users, extra="\n".join(extra))


def user(name: str, password: str, rights: Permissions) -> str:
    lines = [
        f"    {{ user: {name}, password: {password}, permissions: {{",
        f"      publish: {{ allow: [{quoted(rights.publish)}] }}",
        f"      subscribe: {{ allow: [{quoted(rights.subscribe)}] }}",
        "    } }",
    ]
    return "\n".join(lines)


def quoted(subjects: Iterable[str]) -> str:
    return ", ".join(f'"{subject}"' for subject in subjects)


def for_one_machine(folder: Path, port: int, passwords: Mapping[str, str]) -> str:
    """For the child process of a house: loopback only; port -1 lets the system choose a free one."""
    log = folder / "server.log"
    extra = [f'ports_file_dir: "{folder}"', f'log_file: "{log}"', "logfile_size_limit: 10MB"]
    return render(f"127.0.0.1:{port}", str(folder / "jetstream"), passwords, extra)


def for_compose() -> str:
    """For the official image: passwords are variables, CASA_NATS_PASSWORD_<USER>, of the file beside it."""
    return render("0.0.0.0:4222", "/data", variables(), [f'include "{PASSWORDS}"'])


def variables() -> dict[str, str]:
    return {name: f"$CASA_NATS_PASSWORD_{name.upper()}" for name in USERS}


def said(passwords: Mapping[str, str]) -> str:
    """The file that gives the variables their values; empty, they are looked for in the environment."""
    return "".join(f'{variables()[name][1:]}: "{password}"\n' for name, password in passwords.items())


PASSWORDS = "passwords.conf"
TEMPLATE = """\
# Written by deploy/nats/config.py from deploy/nats/permissions.py; do not edit.
server_name: casa
listen: "{listen}"
max_payload: 1MB
{extra}
jetstream {{
  store_dir: "{store}"
  max_memory_store: 64MB
  max_file_store: 100GB
  # With any interval a power cut takes acknowledged messages, even whole streams.
  sync_interval: always
}}
authorization {{
  timeout: 5
  users: [
{users}
  ]
}}
"""

if __name__ == "__main__":
    print(for_compose(), end="")
