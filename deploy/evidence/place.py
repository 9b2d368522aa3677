"""Where the house keeps its data: CASA_DATA, else the first of the usual folders that has a record."""

import os
from pathlib import Path

from deploy.house import WHERE


def data_folder() -> Path:
    given = os.environ.get("CASA_DATA")
    usual = [WHERE["run"], WHERE["demo"]]
    return Path(given) if given else next((it for it in usual if (it / "history.sqlite").exists()), usual[0])
