"""Requests made by schemathesis from our own description: what fits the models, and what does not."""

import json
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisException
from schemathesis.core import NOT_SET
from schemathesis.core.errors import SchemathesisError
from schemathesis.generation import GenerationMode

from frontend.urlencoded import KIND
from tests.inputs.surface import openapi

MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@dataclass(frozen=True)
class Case:
    """``pattern`` is the path with its names, ``path`` with what was made for them; ``fields`` of a form."""

    method: str
    pattern: str
    path: str
    kind: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def cases(folder: Path, number: int, each: int, most: int | None = None) -> list[Case]:
    """``each`` fitting and as many unfitting ones of every operation, or of ``most`` of them; ``number`` seeds."""
    schema = schemathesis.openapi.from_dict(openapi(folder))
    operations: list[Any] = [found.ok() for found in schema.get_all_operations()]  # type: ignore[union-attr]
    if most:
        operations = random.Random(number).sample(operations, min(most, len(operations)))
    return [it for operation in operations for it in of_operation(operation, number, each)]


def of_operation(operation: Any, number: int, each: int) -> list[Case]:
    """What cannot be made wrong (a page without parameters) is asked for as it is."""
    found: list[Case] = [Case(operation.method.upper(), operation.path, operation.path)]
    for mode in MODES:

        @seed(number)
        @settings(max_examples=each, database=None, deadline=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(made=operation.as_strategy(generation_mode=mode))
        def collect(made: Any) -> None:
            found.append(taken(made))

        with suppress(HypothesisException, SchemathesisError):
            collect()
    return found


def taken(made: Any) -> Case:
    path, query = made.formatted_path, urlencode(made.query or {}, doseq=True, errors="surrogatepass")
    whole = f"{path}?{query}" if query else path
    bare = Case(made.method.upper(), made.operation.path, whole, made.media_type or "")
    body = made.body
    if body is NOT_SET:
        return bare
    if made.media_type == KIND:
        return Case(
            bare.method, bare.pattern, whole, KIND, tuple(pairs(body)) if isinstance(body, dict) else ()
        )
    raw = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
    return Case(bare.method, bare.pattern, whole, bare.kind, (), raw)


def pairs(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in body.items():
        for one in value if isinstance(value, list) else [value]:
            yield str(name), one if isinstance(one, str) else json.dumps(one, default=str)
