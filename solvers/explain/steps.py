"""The worked solution: for each step its formula, the numbers put in, and its value."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from solvers.explain import numbers
from solvers.explain.pieces import all_of, number, text, values
from solvers.explain.printer import Printer
from solvers.explain.substitution import Numbers
from solvers.explain.tex import Tex
from solvers.functions.registry import elements
from solvers.language.layout import Raw
from solvers.language.program import Definition, Program
from solvers.language.sample import Sampler
from solvers.language.tree import Lambda, Name, Node, names_in, walk
from solvers.placeholders import names_put_in
from solvers.words import say, truth, voiced

DEFAULT_PLACES = 3
GUARD = 2  # digits with which a rounded number goes into the next line …
MOST_GUARD = 8  # … or more, until the line reproduces its value


@dataclass(frozen=True)
class Step:
    """One line of a worked solution.

    `label` and `note` are Markdown, the rest LaTeX. `substituted` is empty where it would repeat the value,
    `relation` is `=` for an exact value and `\\approx` for a rounded one.
    """

    name: str
    label: str
    symbol: str
    formula: str
    substituted: str
    value: str
    relation: str = "="
    note: str = ""


def worked_steps(program: Program, sampler: Sampler, raw: dict[str, Raw]) -> tuple[Step, ...]:
    """The steps that the asked answers need, in order."""
    worker = Worker(program, sampler, raw)
    wanted = [ask.name for ask in program.asks]
    options = [option for group in program.groups for option in group.options]
    wanted += [option.truth for option in options]
    wanted += [name for option in options for name in names_put_in(option.text)]
    return tuple(
        worker.step(definition)
        for definition in program.slice(wanted, program.inputs)
        if definition.role == "step" and definition.name not in program.cells
    )


def formula_latex(node: Lambda, program: Program, raw: dict[str, Raw]) -> str:
    """A function's body with the variant's numbers put in and its own parameter as a symbol."""
    return PartlyNumbers(program, raw).print(node.body).text


class PartlyNumbers(Printer):
    """Prints as symbols do, with numbers for names that have a value."""

    def __init__(self, program: Program, raw: dict[str, Raw]) -> None:
        super().__init__(program)
        self.raw = raw

    def name(self, node: Name) -> Tex:
        return values(self.raw[node.name], DEFAULT_PLACES) if node.name in self.raw else super().name(node)


class Worker:
    """Writes the steps of one variant."""

    def __init__(self, program: Program, sampler: Sampler, raw: dict[str, Raw]) -> None:
        self.program, self.sampler, self.raw = program, sampler, raw

    def step(self, definition: Definition) -> Step:
        """One step."""
        formula = Printer(self.program).print(definition.node).text
        if isinstance(definition.node, Lambda):
            return self._line(
                definition, formula, "", formula_latex(definition.node, self.program, self.raw), "=", ""
            )
        if definition.node.kind.base in ("text", "truth"):
            return self._decision(definition)
        value, relation = self._value(definition)
        guard, true = self._guard(definition)
        printer = self._numbers(guard)
        printed = printer.print(definition.node).text
        note = all_of(printer.notes)
        substituted = "" if printed in (value, formula) else printed
        if formula == substituted:
            substituted = ""
        return self._line(definition, formula, substituted, value, relation if true else r"\approx", note)

    def _line(
        self, definition: Definition, formula: str, substituted: str, value: str, relation: str, note: str
    ) -> Step:
        symbol = Printer(self.program).symbol(definition.name)
        because = say("since {reason}", reason=f"${note}$") if note else ""
        return Step(
            definition.name, voiced(definition.label), symbol, formula, substituted, value, relation, because
        )

    def _decision(self, definition: Definition) -> Step:
        """A label or a truth value: what it is, and the comparison that decided, true as printed."""
        raw, is_text = self.raw[definition.name], definition.node.kind.base == "text"
        for guard in range(MOST_GUARD + 1):
            if guard == MOST_GUARD or self._computed(definition, guard) == raw:
                break
        printer = self._numbers(guard)
        printed = printer.print(definition.node).text
        value = text(self.program.texts[raw] if is_text else truth(raw)).text
        note = all_of(printer.notes) or ("" if is_text else printed)
        return replace(self._line(definition, "", "", value, "=", note), symbol=voiced(definition.symbol))

    def _value(self, definition: Definition) -> tuple[str, str]:
        """The printed value and its relation; an exact value with too many decimals is printed both ways."""
        raw, places = self.raw[definition.name], self._places(definition.name)
        if definition.node.kind.position:
            return number(raw + 1).text, "="
        if isinstance(raw, list):
            exact = all(numbers.is_exact(item) for item in elements(raw))
            shape = definition.node.kind.shape
            return _listed(raw, places, shape), "=" if exact else r"\approx"
        if not numbers.is_exact(raw):
            return number(raw, self._visible(raw, places)).text, r"\approx"
        exact_value = number(raw).text
        asked = self._asked_places(definition.name)
        if asked is not None and not numbers.is_exact_at(raw, asked):
            return rf"{exact_value} \approx {numbers.latex(numbers.rounded(raw, asked))}", "="
        return exact_value, "="

    def _visible(self, raw: float, places: int) -> int:
        """At least two significant figures of a small number that is not asked at these places."""
        return max(places, numbers.place_of_figure(raw, 2)) if abs(raw) < 10.0 ** (1 - places) else places

    def _asked_places(self, name: str) -> int | None:
        for ask in self.program.asks:
            if ask.name == name:
                if ask.figures is not None:
                    return numbers.place_of_figure(float(self.raw[name]), ask.figures)
                whole = self.program.definitions[name].node.kind.whole
                return ask.places if ask.places is not None else (None if whole else DEFAULT_PLACES)
        return None

    def _places(self, name: str) -> int:
        """The decimals of a step's printed value: those asked, else two more than any later answer's."""
        asked = self._asked_places(name)
        if asked is not None:
            return asked
        later = [
            self._asked_places(ask.name) or DEFAULT_PLACES
            for ask in self.program.asks
            if any(before.name == name for before in self.program.slice([ask.name], self.program.inputs))
        ]
        return max(later, default=DEFAULT_PLACES) + GUARD

    def _guard(self, definition: Definition) -> tuple[int, bool]:
        """The guard digits that make the numbers as printed give the value as printed; and whether any do.

        Those that give it at its places must do for an exact value: 3 × 0.33333 ≈ 1.
        """
        for exactly, most in ((True, GUARD + 2), (False, MOST_GUARD)):
            for guard in range(GUARD, most + 1):
                if self._gives(definition, guard, exactly):
                    return guard, exactly
        return MOST_GUARD, False

    def _gives(self, definition: Definition, guard: int, exactly: bool) -> bool:
        """Whether the numbers as printed lead to the value as printed."""
        again = self._computed(definition, guard)
        if again is None:
            return False
        places = self._places(definition.name)
        pairs = zip(elements(self.raw[definition.name]), elements(again), strict=True)
        return all(self._alike(right, found, places, exactly) for right, found in pairs)

    def _alike(self, right: float, found: float, places: int, exactly: bool) -> bool:
        """Whether two numbers are printed alike; an exact one stands for itself alone."""
        if exactly and numbers.is_exact(right):
            return numbers.decimal(right) == numbers.decimal(found)
        visible = self._visible(right, places)
        return numbers.rounded(right, visible) == numbers.rounded(found, visible)

    def _computed(self, definition: Definition, guard: int) -> Raw:
        """The step's value from the numbers as printed; None where it is not finite."""
        reads = sorted(definition.reads)
        known = [_rounded(self.raw[name], self._places(name), guard, self._shown(name)) for name in reads]
        try:
            return self._evaluate(definition.node, dict(zip(reads, known, strict=True)))
        except ArithmeticError:
            return None

    def _shown(self, name: str) -> bool:
        return self.program.definitions[name].role in ("given", "constant")

    def _numbers(self, guard: int) -> Numbers:
        def known(name: str) -> Tex:
            raw = self.raw[name]
            kind = self.program.definitions[name].node.kind
            if kind.base == "text":
                return text(self.program.texts[raw])
            if kind.base == "truth":
                return text(truth(raw))
            if kind.position:
                return number(raw + 1)
            return values(raw, self._places(name) + guard)

        return Numbers(self.program, self._evaluate_with(self.raw), known)

    def _evaluate_with(self, raw: dict[str, Raw]) -> Callable[[Node, dict[str, Any]], Any]:
        return lambda node, arguments: self._evaluate(node, {**raw, **arguments})

    def _evaluate(self, node: Node, known: dict[str, Any]) -> Any:
        names = tuple(
            sorted(names_in(node) | {part.name for part in walk(node) if isinstance(part, Name)} & set(known))
        )
        return self.sampler.expression(node, names)(*(known[name] for name in names))


def _listed(raw: Raw, places: int, shape: bool) -> str:
    if shape:
        return r" \times ".join(str(int(side)) for side in raw)
    return values(raw, places).text


def _rounded(raw: Raw, places: int, guard: int, exact: bool) -> Raw:
    if isinstance(raw, list):
        return [_rounded(item, places, guard, exact) for item in raw]
    if exact or not isinstance(raw, float) or numbers.is_exact(raw):
        return raw
    return float(numbers.rounded(raw, places + guard))
