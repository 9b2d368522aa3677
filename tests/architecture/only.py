"""An import-linter contract that says what may be imported, where the library's own say what may not."""

import sys
from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

ROOMS = ("events", "services", "frontend", "deploy", "tests")


class OnlyContract(Contract):
    """`modules` (less `but_not`) import the standard library and what `may_import` names, directly.

    In `may_import`, `own` is the module's own package two levels deep (`services.intake`), and `libraries`
    is everything that is not ours.
    """

    type_name = "only"
    modules = fields.ListField(subfield=fields.StringField())
    may_import = fields.ListField(subfield=fields.StringField())
    but_not = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        del verbose
        broken = [
            (module, imported)
            for module in sorted(self.subjects(graph))
            for imported in sorted(graph.find_modules_directly_imported_by(module))
            if not self.allowed(module, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def subjects(self, graph: ImportGraph) -> set[str]:
        return matching(graph, self.modules) - matching(graph, self.but_not)

    def allowed(self, module: str, imported: str) -> bool:
        return imported.split(".")[0] in sys.stdlib_module_names or any(
            imported == prefix or imported.startswith(f"{prefix}.")
            for prefix in self.prefixes(module, imported)
        )

    def prefixes(self, module: str, imported: str) -> Iterator[str]:
        for name in self.may_import:
            if name == "own":
                yield ".".join(module.split(".")[:2])
            elif name != "libraries":
                yield name
            elif imported.split(".")[0] not in ROOMS:
                yield imported

    def render_broken_contract(self, check: ContractCheck) -> None:
        for module, imported in check.metadata["broken"]:
            output.print_error(f"{module} imports {imported}", bold=False)


def matching(graph: ImportGraph, expressions: object) -> set[str]:
    assert isinstance(expressions, list)
    return {name for expression in expressions for name in graph.find_matching_modules(expression)}
