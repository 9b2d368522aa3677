"""What a browser or a script may send us, as OpenAPI: for generators of requests only, served to nobody."""

import inspect
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from litestar import Litestar
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from pydantic import BaseModel

from frontend.app import provide_db, provide_reader
from frontend.form_fields import PARTS, kinds_of
from frontend.forms import Form
from frontend.mailbox.item import Item
from frontend.urlencoded import KIND
from tests.frontend.walking import handlers

Schema = dict[str, Any]
HIDDEN = ("command_id", "after", "version")
TEXT = {"type": "string"}
# A stream that stays open, and a folder of files.
NOT_ASKED = ("/novita", "/static/{path}")


@cache
def openapi(folder: Path) -> Schema:
    """Litestar's own description of every address; ``folder`` is for secrets nobody uses."""
    found = list({id(it.fn): it for _, it in handlers(folder)}.values())
    app = Litestar(
        found,
        openapi_config=OpenAPIConfig(title="Casa Facendo", version="1", render_plugins=[]),
        dependencies={"reader": Provide(provide_reader), "db": Provide(provide_db)},
    )
    described: Schema = app.openapi_schema.to_schema()
    described["paths"] = {path: it for path, it in described["paths"].items() if path not in NOT_ASKED}
    bodies = {id(it.fn): body_of(it) for it in found if {"POST", "PUT"} & set(it.http_methods)}
    for route in app.routes:
        for it in getattr(route, "route_handlers", []):
            written(described["paths"], route.path_format, it, bodies.get(id(it.fn)))
    return described


def written(paths: Schema, path: str, handler: HTTPRouteHandler, body: Schema | None) -> None:
    """Puts the body where its operation stands; a page says nothing about the shape of its answers."""
    for method in {str(it).lower() for it in handler.http_methods} & set(paths.get(path, {})):
        operation = paths[path][method]
        operation["responses"] = {"default": {"description": "a page"}}
        operation["parameters"] = [it for it in operation.get("parameters", []) if it["in"] != "cookie"]
        if body and method != "get":
            operation["requestBody"] = {"content": body, "required": True}


def body_of(handler: HTTPRouteHandler) -> Schema | None:
    if "PUT" in handler.http_methods:
        return {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}
    if handler.fn.__module__ == "frontend.mailbox.views":
        return {"application/json": {"schema": batch()}}
    return {KIND: {"schema": form_schema(next(models(handler.fn), Form))}}


@cache
def formless(folder: Path) -> set[str]:
    """Addresses that do what they do whatever the form says: a button and nothing else."""
    return {
        re.sub(r":\w+}", "}", path)
        for path, it in handlers(folder)
        if "POST" in it.http_methods and next(models(it.fn), None) is None
    }


def models(function: Any, deep: int = 3) -> Iterator[type[Form]]:
    """The forms a handler names, or what it calls names: a page reads what it is sent in one of these."""
    function = inspect.unwrap(getattr(function, "func", function))
    known = [function.__globals__.get(it) for it in names(function.__code__)]
    yield from (it for it in known if isinstance(it, type) and issubclass(it, Form) and it is not Form)
    for it in known:
        if deep and inspect.isfunction(it) and it.__module__.startswith("frontend.pages"):
            yield from models(it, deep - 1)


def names(code: Any) -> Iterator[str]:
    yield from code.co_names
    for it in code.co_consts:
        if inspect.iscode(it):
            yield from names(it)


def batch() -> Schema:
    return {
        "type": "object",
        "required": ["user", "items"],
        "properties": {"user": TEXT, "items": {"type": "array", "items": plain(Item), "maxItems": 5}},
        "additionalProperties": False,
    }


def form_schema(model: type[Form]) -> Schema:
    """As its fields are called in the page: a day is three of them."""
    kept = plain(model)
    for name, info in model.model_fields.items():
        if date in kinds_of(info.annotation):
            del kept["properties"][name]
            kept["properties"] |= {f"{name}-{part}": TEXT for part in PARTS}
            kept["required"] = [it for it in kept.get("required", []) if it != name]
        elif any(get_origin(it) is tuple and BaseModel in inside(it) for it in kinds_of(info.annotation)):
            kept["properties"][name] = {"type": "array", "items": TEXT, "maxItems": 4}
    kept["properties"] |= dict.fromkeys(HIDDEN, TEXT)
    return kept


def inside(kind: Any) -> set[Any]:
    return {BaseModel for it in get_args(kind) if isinstance(it, type) and issubclass(it, BaseModel)}


def plain(model: type[BaseModel]) -> Schema:
    """Its JSON schema without references."""
    whole = model.model_json_schema()
    return resolved(whole, whole.get("$defs", {}))  # type: ignore[no-any-return]


def resolved(it: Any, known: Schema) -> Any:
    if isinstance(it, list):
        return [resolved(each, known) for each in it]
    if not isinstance(it, dict):
        return it
    if "$ref" in it:
        return resolved(known[it["$ref"].rpartition("/")[2]], known)
    left = ("$defs", "prefixItems", *(["pattern"] if "\\p{" in str(it.get("pattern")) else []))
    return {name: resolved(each, known) for name, each in it.items() if name not in left}
