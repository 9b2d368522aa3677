"""The product's own Python files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("events", "services", "frontend", "deploy")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*rooms: str) -> list[Path]:
    """Python files of these rooms that are ours and not empty; of all four when none is named."""
    found = (path for room in rooms or ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return [path for path in found if "node_modules" not in path.parts and path.stat().st_size]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of each function of a file, signature and docstring included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function):
            yield f"{path.relative_to(ROOT)}:{node.name}", length(node)


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def classes(path: Path) -> Iterator[str]:
    return (node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef))
