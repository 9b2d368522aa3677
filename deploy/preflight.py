"""What can stand in the way of a start is looked at first, and said in one line: the port, a setting, the store."""

import socket
from pathlib import Path

import psycopg
from pydantic import ValidationError

from services.kernel.settings import Settings
from services.network.retention_table import table
from services.post.settings import PostSettings

PATIENCE = 5
HALF = "restoring"
"""Stands in the data folder while a backup is being put back: cut off there, the house is neither old nor new."""


class CannotStart(RuntimeError):
    """The message says in Italian, then in English, what is wrong and what to do."""

    def __init__(self, italian: str, english: str) -> None:
        super().__init__(f"{italian}\n{english}")


def writable(data: Path) -> None:
    """Makes the data folder where it is missing. Raises CannotStart."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        (data / "house.log").open("a").close()
    except OSError as error:
        raise CannotStart(
            f"Nella cartella {data} non si può scrivere: scegline un'altra con CASA_DATA.",
            f"The folder {data} cannot be written ({error.strerror}): set CASA_DATA to another one.",
        ) from error


def whole(data: Path) -> None:
    """Raises CannotStart where a restore was cut off."""
    if (data / HALF).exists():
        raise CannotStart(
            "Il ripristino di una copia si è interrotto: ripetilo con make restore.",
            "Putting a backup back was cut off: do it again with make restore.",
        )


def ruled() -> None:
    """The table of retention can be read. Raises CannotStart."""
    try:
        table()
    except (OSError, ValidationError) as error:
        raise CannotStart(
            "La tabella di conservazione indicata in CASA_RETENTION non si legge: il modello è in docs/running.md.",
            "The table of retention named in CASA_RETENTION cannot be read: docs/running.md has a model.",
        ) from error


def understood(data: Path) -> Settings:
    """The settings of the environment. Raises CannotStart and names the variables that make no sense."""
    try:
        PostSettings()
        return Settings(data=data)
    except ValidationError as error:
        names = ", ".join(f"CASA_{str(each['loc'][0]).upper()}={each['input']}" for each in error.errors())
        raise CannotStart(
            f"Impostazione non valida: {names}. I valori possibili sono in docs/running.md.",
            f"Setting not understood: {names}. See docs/running.md.",
        ) from error


def reachable(settings: Settings) -> None:
    """The port is free and the store answers. Raises CannotStart."""
    if not free(settings.port):
        raise CannotStart(
            f"La porta {settings.port} è già occupata o riservata: scegline un'altra con CASA_PORT.",
            f"Port {settings.port} is taken or reserved: set CASA_PORT to another one.",
        )
    if settings.store != "sqlite" and not answers(settings.store):
        raise CannotStart(
            "Il database indicato in CASA_STORE non risponde: è acceso? L'indirizzo è giusto?",
            "The database named in CASA_STORE does not answer: is it running, is the address right?",
        )


def free(port: int) -> bool:
    with socket.socket() as door:
        # As the web node binds it: a port whose last connections are still closing is free.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(store: str) -> bool:
    try:
        psycopg.connect(store, connect_timeout=PATIENCE).close()
    except psycopg.Error:
        return False
    return True
