"""The names a typed formula may use: the problem's variables, the functions offered, and e beside exp."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from solvers.words import listed, say

SEVERAL_ARGUMENTS = frozenset({"max", "min", "maximum", "minimum"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names as the author writes them, found by what students type for them."""

    variables: Sequence[str]
    functions: Sequence[str]

    def variable(self, typed: str) -> str | None:
        """w₁ and w_1 are typed for w1, and w1 for w_1."""
        if typed in self.variables:
            return typed
        meant = [name for name in self.variables if _flat(name) == _flat(typed)]
        return meant[0] if len(meant) == 1 else None

    def function(self, typed: str) -> str | None:
        """A telephone begins with a capital: Exp; ln is typed for the natural log."""
        if typed in self.functions:
            return typed
        folded = typed.casefold()
        meant = [name for name in self.functions if name.casefold() == folded]
        if not meant and folded == "ln" and "log" in self.functions:
            return "log"
        return meant[0] if len(meant) == 1 else None

    def is_euler(self, typed: str) -> bool:
        return typed == "e" and "exp" in self.functions and self.variable("e") is None

    @property
    def allowed(self) -> str:
        names = [*self.variables, *(f"{name}()" for name in self.functions)]
        return say("numbers, {names}", names=listed(names)) if names else say("numbers only")


def _flat(name: str) -> str:
    return re.sub(r"_(?=\d)", "", unicodedata.normalize("NFKC", name))
