"""What one message or term of a Fluent file is made of, and whether its words can be made before they are said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fluent.syntax import ast, visitor


@dataclass(frozen=True, eq=False)
class Parts:
    """One message or term as it stands in one file; two are the same only if they are that one."""

    name: str
    is_term: bool
    values: frozenset[str]
    """The values it is filled with or chooses by."""
    messages: frozenset[str]
    terms: frozenset[str]
    chosen_by: frozenset[str]
    """Those of `values` that it chooses its words by."""
    computed: tuple[str, ...]
    """What it has formatted other than as text: the functions it calls and the bare numbers."""


def parts_of(entry: ast.Message | ast.Term) -> Parts:
    """The parts of `entry`."""
    found = _Parts()
    found.visit(entry)
    return Parts(
        name=entry.id.name,
        is_term=isinstance(entry, ast.Term),
        values=frozenset(found.values),
        messages=frozenset(found.messages),
        terms=frozenset(found.terms),
        chosen_by=frozenset(found.chosen_by),
        computed=tuple(found.computed),
    )


def unready(made_of: Iterable[Parts], given: Collection[str]) -> str | None:
    """Why the words of what is `made_of` these can't be made before all values are known; `given` are known before."""
    for parts in made_of:
        for name in sorted(parts.chosen_by.difference(given)):
            return f"chooses by {{ ${name} }}, which is known only when it is said"
        for what in parts.computed:
            return f"has {{ {what} }} formatted; write it as text"
    return None


class _Parts(visitor.Visitor):
    """Collects what is in one entry."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.messages: set[str] = set()
        self.terms: set[str] = set()
        self.chosen_by: set[str] = set()
        self.computed: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the library's name
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # the library's name
        self.messages.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802  # the library's name
        self.terms.add(node.id.name)
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  # the library's name
        chooser = _Parts()
        chooser.visit(node.selector)
        self.chosen_by |= chooser.values
        self.generic_visit(node)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802  # the library's name
        self.computed.append(f"{node.id.name}()")
        self.generic_visit(node)

    def visit_Placeable(self, node: ast.Placeable) -> None:  # noqa: N802  # the library's name
        if isinstance(node.expression, ast.NumberLiteral):
            self.computed.append(node.expression.value)
        self.generic_visit(node)
