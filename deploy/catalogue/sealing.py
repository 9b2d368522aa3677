"""Which category each sealed field is closed under, read from the very calls that seal it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

from deploy.catalogue.shapes import is_sealed
from events.category import Category

SERVICES = Path(__file__).parents[2] / "services"
Place = tuple[type[BaseModel], str]
Sealing = dict[Place, set[Category]]


def categories(context: str) -> Sealing:
    """(class, field) → the categories that the rules of this context seal it under."""
    found: Sealing = defaultdict(set)
    for path in sorted((SERVICES / context).glob("*.py")):
        tree = ast.parse(path.read_text())
        if path.stem != "service" and "seal" in path.read_text():
            module = import_module(f"services.{context}.{path.stem}")
            for place, named in in_module(tree, module):
                found[place] |= named
    return found


def in_module(tree: ast.Module, module: ModuleType) -> Iterator[tuple[Place, set[Category]]]:
    """Where a class is made with ``field=seal(…)``; what is sealed elsewhere in the module counts else."""
    for call in calls(tree):
        cls = getattr(module, call.func.id, None) if isinstance(call.func, ast.Name) else None
        if isinstance(cls, type) and issubclass(cls, BaseModel):
            for keyword in call.keywords:
                named = sealed_in(keyword.value, module) or sealed_in(tree, module)
                for name in fields(cls, keyword.arg):
                    yield (cls, name), named


def fields(cls: type[BaseModel], name: str | None) -> list[str]:
    """The sealed fields a keyword fills: one by its name, all by ``**``."""
    sealed = [field for field, info in cls.model_fields.items() if is_sealed(info.annotation)]
    return [field for field in sealed if name in (field, None)]


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def sealed_in(tree: ast.AST, module: ModuleType) -> set[Category]:
    return {
        category
        for call in calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id == "seal" and len(call.args) == 3
        for category in meant(call.args[2], module)
    }


def meant(expression: ast.expr, module: ModuleType) -> set[Category]:
    """A category by name; else one is chosen at run time, from the tables that the module looks at."""
    match expression:
        case ast.Attribute(value=ast.Name(id="Category"), attr=name):
            return {Category[name]}
        case ast.Name(id=name) if isinstance(getattr(module, name, None), Category):
            return {getattr(module, name)}
    tables = [it for it in vars(module).values() if isinstance(it, dict)]
    return {value for table in tables for value in table.values() if isinstance(value, Category)}
