"""Where a store lies, in the event-store library's own words."""

from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4


def environment(context: str, where: str, data: Path) -> dict[str, str]:
    """The library's own settings for a place; nothing of them is read from the process environment."""
    if where == "memory":
        name = f"file:{context}-{uuid4().hex}?mode=memory&cache=shared"
        return {"PERSISTENCE_MODULE": "services.kernel.sqlite", "SQLITE_DBNAME": name}
    if where == "sqlite":
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = data / f"{context}.sqlite"
        file.touch(mode=0o600)  # what SQLite puts beside it takes the same
        return {"PERSISTENCE_MODULE": "services.kernel.sqlite", "SQLITE_DBNAME": str(file)}
    return postgres_environment(context, where)


def postgres_environment(context: str, address: str) -> dict[str, str]:
    parts = urlsplit(address)
    socket = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host", "")
    return {
        "PERSISTENCE_MODULE": "services.kernel.postgres",
        "POSTGRES_DBNAME": parts.path.lstrip("/"),
        "POSTGRES_HOST": unquote(socket) or parts.hostname or "",
        "POSTGRES_PORT": str(parts.port or 5432),
        "POSTGRES_USER": unquote(parts.username or ""),
        "POSTGRES_PASSWORD": unquote(parts.password or ""),
        "POSTGRES_SCHEMA": context,
        "POSTGRES_POOL_SIZE": "2",
        "POSTGRES_MAX_OVERFLOW": "2",
        # How long one waits for a connection, and nobody at a form for longer than three seconds.
        "POSTGRES_CONNECT_TIMEOUT": "2",
    }
