"""How often labels, options and branches come up, and how near compared values lie to their thresholds."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np

from solvers.fields import DEFAULT_PLACES, places_asked
from solvers.functions.registry import Array
from solvers.language.batch import batch_expression
from solvers.language.program import Definition, literals
from solvers.language.tree import Apply, Comparison, Conditional, Name, Node, as_written, names_in
from solvers.report.decisions import Closeness, Share
from solvers.report.drawing import Sample
from solvers.words import later

DUST = 1e-9  # values nearer than this are equal


class Balance:
    """The labels, options and branches of one problem's variants."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.program = sample.program

    def reached(self) -> list[Array]:
        """The variants in which each label, right option, shown option and branch comes up."""
        return [lanes for *_, lanes in self._all()]

    def shares(self) -> Iterator[Share]:
        """How often each comes up."""
        for kind, what, varies, lanes in self._all():
            yield Share(kind, what, *self.sample.shares(lanes), varies)

    def _all(self) -> Iterator[tuple[str, str, bool, Array]]:
        yield from self._labels()
        yield from self._options()
        yield from self._branches()

    def _labels(self) -> Iterator[tuple[str, str, bool, Array]]:
        for definition in self.program.of_role("step"):
            if definition.node.kind.base == "text" and not definition.node.kind.dims:
                value = self.sample.over_all(self.sample.values[definition.name])[0]
                for text in literals(definition.node, self.program):
                    lanes = np.equal(value, self.program.texts.index(text))
                    yield "label", f"{definition.name} = '{text}'", True, lanes

    def _options(self) -> Iterator[tuple[str, str, bool, Array]]:
        fixed = self.sample.sampler.layout.fixed
        for group in self.program.groups:
            for number, option in enumerate(group.options, start=1):
                what = later("Option {number} of {group}", number=str(number), group=group.name)
                if group.show is not None:
                    shown = self.sample.over_all(self.sample.values[group.name]) == number
                    yield "shown option", what, True, np.asarray(shown.any(axis=0))
                else:
                    true = self.sample.over_all(self.sample.values[option.truth])[0]
                    yield "option", what, option.truth not in fixed, true

    def _branches(self) -> Iterator[tuple[str, str, bool, Array]]:
        """The values that a conditional or piecewise chooses between; labels are counted by themselves."""
        everywhere = np.ones(self.sample.count, dtype=bool)
        for definition in self.program.of_role("step"):
            if definition.node.kind.base in ("number", "truth"):
                arms = list(self._arms(definition.node, everywhere))
                for number, lanes in enumerate(arms, start=1):
                    any_element = np.asarray(lanes.reshape(-1, lanes.shape[-1]).any(axis=0))
                    what = later(
                        "Branch {number} of {count} of {name}",
                        number=str(number),
                        count=str(len(arms)),
                        name=definition.name,
                    )
                    yield "branch", what, True, any_element

    def _arms(self, node: Node, taken: Array) -> Iterator[Array]:
        """The variants in which each arm below a node is taken, in source order."""
        if isinstance(node, Apply):
            node = inlined(node)
        if not isinstance(node, Conditional):
            for child in node.children():
                yield from self._arms(child, taken)
            return
        test = self.value(node.test)
        for part, here in ((node.then, taken & test), (node.otherwise, taken & ~test)):
            inside = list(self._arms(part, here))
            yield from inside if inside else [here]

    def value(self, node: Node) -> Array:
        """The values of a node in all variants."""
        known = tuple(name for name in sorted(names_in(node)) if name in self.sample.values)
        value = batch_expression(self.program, node, known)(*(self.sample.values[name] for name in known))
        return np.broadcast_to(value, (*value.shape[:-1], self.sample.count))

    def closeness(self) -> Iterator[Closeness]:
        """The comparisons of rounded numbers in labels, branches and options."""
        for definition in self.program.of_role("step", "option"):
            if definition.node.kind.base != "function":
                for comparison in _comparisons(definition.node):
                    yield from self._close(definition, comparison)

    def _close(self, definition: Definition, comparison: Comparison) -> Iterator[Closeness]:
        for left, right in zip(comparison.operands, comparison.operands[1:], strict=False):
            unit = max(self._rounding(left), self._rounding(right))
            if unit:
                apart = np.abs(self.value(left) - self.value(right))
                close = ((apart > DUST) & (apart < unit * (1 - DUST))).reshape(-1, self.sample.count)
                share = self.sample.shares(close.any(axis=0))[1]
                step = definition.name.partition(".")[0]
                yield Closeness(step, comparison.where.line, unit, share)

    def _rounding(self, node: Node) -> float:
        """How far a student's rounding may move a value: 0 where it is given, or whole."""
        reads = [self.program.definitions[name] for name in names_in(node)]
        if node.kind.base != "number" or node.kind.whole:
            return 0.0
        if all(definition.role != "step" or definition.node.kind.whole for definition in reads):
            return 0.0
        asks = {ask.name: ask for ask in self.program.asks}
        asked = asks.get(node.name) if isinstance(node, Name) else None
        places = places_asked(asked, whole=False) if asked else None
        return 10.0 ** -(DEFAULT_PLACES if places is None else places)


def _comparisons(node: Node) -> Iterator[Comparison]:
    if isinstance(node, Comparison):
        yield node
    for child in (inlined(node) if isinstance(node, Apply) else node).children():
        yield from _comparisons(child)


def inlined(node: Apply) -> Node:
    """The body of an own function with its arguments in place of the parameters."""
    names = [f"{node.name}:{as_written(name)}" for name in node.parameters]
    body: Node = _put(node.body, dict(zip(names, node.arguments, strict=True)))
    return body


def _put(value: Any, arguments: Mapping[str, Node]) -> Any:
    if isinstance(value, Name):
        return arguments.get(value.name, value)
    if isinstance(value, Node):
        return replace(
            value, **{part.name: _put(getattr(value, part.name), arguments) for part in fields(value)}
        )
    return tuple(_put(item, arguments) for item in value) if isinstance(value, tuple) else value
