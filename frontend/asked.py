"""What a view is given, by short names: the request, its reader, the read model, an id of the path."""

from sqlite3 import Connection
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import FromPath

from frontend.reader import Reader

Asked = Request[Any, Any, Any]
AReader = NamedDependency[Reader]
Db = NamedDependency[Connection]
Id = FromPath[UUID]
