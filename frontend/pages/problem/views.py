"""Every address nobody has answers with the designed page, under the same rules as all others."""

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from frontend.permissions import PUBLIC


@get("/{unknown:path}", opt={"can": PUBLIC})
async def missing(unknown: FromPath[str]) -> None:
    raise NotFoundException


handlers = [missing]
