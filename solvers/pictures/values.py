"""The numbers of a picture: read from a variant's facts, named, and printed as the statement prints them."""

from typing import TYPE_CHECKING

from solvers.explain.numbers import places_of, rounded
from solvers.explain.symbols import symbol_of
from solvers.fields import DEFAULT_PLACES
from solvers.language.layout import Raw
from solvers.language.program import Curve
from solvers.language.tree import Array, Index, Name, Node, names_in
from solvers.pictures.curves import Function
from solvers.pictures.data import Quantity, Symbol
from solvers.pictures.words import element, number_words, plain_symbol
from solvers.values import shown

if TYPE_CHECKING:
    from solvers.variant import Variant

MOST_PLACES = 4  # decimals of a computed number that is not asked more closely


class Values:
    """Reads the values of pictures of one variant."""

    def __init__(self, variant: "Variant") -> None:
        self.variant = variant
        self.program = variant.problem.program

    def raw(self, node: Node) -> Raw:
        """What a node holds in this variant: values of the record only."""
        names = tuple(sorted(names_in(node)))
        read = self.variant.problem.sampler.expression(node, names)
        return read(*(self.variant.raw[name] for name in names))

    def function(self, curve: Curve) -> Function:
        """The function of a curve, with this variant's numbers in it."""
        found: Function = self.raw(curve.node)
        return found

    def quantity(self, node: Node, default: str) -> Quantity:
        """A number with its symbol."""
        return Quantity(self._symbol(node, Symbol(default)), self.text(self.raw(node), node))

    def quantities(self, node: Node, default: str) -> tuple[Quantity, ...]:
        """The elements of a vector with their symbols."""
        items = node.items if isinstance(node, Array) else (node,) * node.kind.dims[0]
        parts = zip(self.symbols(node, default), self.raw(node), items, strict=True)
        return tuple(Quantity(symbol, self.text(value, item)) for symbol, value, item in parts)

    def symbols(self, node: Node, default: str = "") -> tuple[Symbol, ...]:
        """The symbols of a vector's elements, or that of a number alone."""
        if isinstance(node, Array):
            whole = Symbol(default)
            numbered = enumerate(node.items, start=1)
            return tuple(self._symbol(item, element(whole, place)) for place, item in numbered)
        whole = self._symbol(node, Symbol(default))
        if not node.kind.dims:
            return (whole,)
        return tuple(element(whole, place) for place in range(1, node.kind.dims[0] + 1))

    def texts(self, node: Node) -> tuple[str, ...]:
        """The printed numbers of a vector, or of a number alone."""
        value = self.raw(node)
        items = value if isinstance(value, list) else [value]
        return tuple(self.text(item, node) for item in items)

    def text(self, value: float, node: Node) -> str:
        """A number as the statement prints it; a computed one at its places."""
        places = DEFAULT_PLACES
        names = names_in(node)
        if len(names) == 1:
            places = self.variant.places_of(next(iter(names)))
        number = shown(value, places)
        if names - self.program.inputs and places_of(number) > max(places, MOST_PLACES):
            number = rounded(value, places)
        return number_words(number)

    def symbol_of(self, name: str) -> Symbol:
        """The symbol of a program's name."""
        definition = self.program.definitions.get(name)
        latex = definition.symbol if definition is not None else ""
        return plain_symbol(latex or symbol_of(name), name)

    def _symbol(self, node: Node, default: Symbol) -> Symbol:
        """A name's symbol, that of an element of a name, or the default."""
        if isinstance(node, Name):
            return self.symbol_of(node.name)
        if isinstance(node, Index) and isinstance(node.value, Name):
            places = [part + 1 for part in node.subscripts if isinstance(part, int)]
            if len(places) == len(node.subscripts):
                return element(self.symbol_of(node.value.name), *places)
        return default
