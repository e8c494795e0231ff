"""What an expression may name: the values, functions, parameters and networks above it."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from solvers.language.network import Network
from solvers.language.program import Definition
from solvers.language.syntax import Where
from solvers.language.tree import Name


@dataclass(frozen=True)
class OwnFunction:
    """`name = lambda parameters: body`; `scope` holds the names that were there when it was written."""

    name: str
    parameters: tuple[str, ...]
    body: ast.expr
    scope: Mapping[str, Definition]
    functions: Mapping[str, "OwnFunction"]
    where: Where
    label: str = ""
    symbol: str = ""


@dataclass
class Scope:
    """What an expression may name."""

    definitions: Mapping[str, Definition]
    functions: Mapping[str, OwnFunction]
    parameters: dict[str, Name] = field(default_factory=dict)
    networks: Mapping[str, Network] = field(default_factory=dict)
